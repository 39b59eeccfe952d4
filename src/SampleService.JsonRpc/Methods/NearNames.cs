namespace SampleService.JsonRpc;

/// <summary>Finds the names that somebody may have meant who wrote one that is not known.</summary>
public static class NearNames
{
    /// <summary>Names with more edits between them are not near.</summary>
    private const int MaxEdits = 3;

    private const int MaxShown = 3;

    /// <summary>Longer names are compared with nothing, which bounds the time.</summary>
    private const int MaxLength = 64;

    /// <summary>The nearest known names, at most three. Letter case does not count, nor does what stands before the last point.</summary>
    public static IReadOnlyList<string> Find(string name, IEnumerable<string> known)
    {
        if (name.Length > MaxLength)
            return [];
        var near = known
            .Select(other => (Name: other, Edits: Distance(name, other)))
            .Where(other => other.Edits <= Math.Min(MaxEdits, name.Length / 2))
            .OrderBy(other => other.Edits).ThenBy(other => other.Name, StringComparer.Ordinal)
            .Take(MaxShown)
            .ToList();
        // Beside one that is near, one that is far is no help.
        return [.. near.Where(other => other.Edits <= near[0].Edits + 1).Select(other => other.Name)];
    }

    private static int Distance(string name, string other)
    {
        if (LastPart(name).Equals(LastPart(other), StringComparison.OrdinalIgnoreCase))
            return 1;
        return Math.Abs(name.Length - other.Length) > MaxEdits ? int.MaxValue : CountEdits(name, other);
    }

    private static ReadOnlySpan<char> LastPart(string name) => name.AsSpan(name.LastIndexOf('.') + 1);

    /// <summary>The Levenshtein distance.</summary>
    private static int CountEdits(string name, string other)
    {
        var row = new int[other.Length + 1];
        for (var i = 0; i < row.Length; i++)
            row[i] = i;
        foreach (var c in name)
        {
            var diagonal = row[0]++;
            for (var i = 1; i < row.Length; i++)
            {
                var replaced = diagonal + (char.ToUpperInvariant(c) == char.ToUpperInvariant(other[i - 1]) ? 0 : 1);
                diagonal = row[i];
                row[i] = Math.Min(replaced, Math.Min(row[i], row[i - 1]) + 1);
            }
        }

        return row[^1];
    }
}
