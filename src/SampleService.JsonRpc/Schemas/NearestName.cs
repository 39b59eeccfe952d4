namespace SampleService.JsonRpc;

/// <summary>Finds the name that was probably meant.</summary>
public static class NearestName
{
    /// <summary>A longer name is no slip of the pen, and comparing it would cost more than it is worth.</summary>
    private const int MaxLength = 64;

    /// <summary>The name that is like another; null if there is none: a third of the letters may differ, at most three.</summary>
    /// <param name="name">The name that is not known.</param>
    /// <param name="known">The names there are; of equally near ones the first counts.</param>
    public static string? Find(string name, IEnumerable<string> known)
    {
        if (name.Length > MaxLength)
            return null;
        var best = Math.Clamp(name.Length / 3, 1, 3) + 1;
        string? nearest = null;
        foreach (var candidate in known)
            if (Distance(name, candidate) is var distance && distance < best)
                (best, nearest) = (distance, candidate);
        return nearest;
    }

    /// <summary>The member that was meant: one of the same object that is spelt nearly so, else one of that name in another place.</summary>
    internal static string? Find(string name, ObjectSchema place, ObjectSchema root) =>
        Find(name, place.Members.Select(member => member.Name))
        ?? (root.Members.Any(member => member.Name == name) ? name : null)
        ?? (root.Members.FirstOrDefault(member => InnerMembers(member.Schema).Any(inner => inner.Name == name)) is { } outer
            ? $"{outer.Name}.{name}"
            : null);

    private static IEnumerable<Member> InnerMembers(Schema schema) => schema is ObjectSchema inner ? inner.Members : [];

    /// <summary>How many letters have to be changed, put in, taken out, or exchanged with their neighbour.</summary>
    private static int Distance(string a, string b)
    {
        int[] before = new int[b.Length + 1], last = new int[b.Length + 1], row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1] + 1, last[j] + 1), last[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            (before, last, row) = (last, row, before);
        }

        return last[b.Length];
    }
}
