using System.Numerics;
using System.Text.Json;

namespace SampleService.Search.Tests.Support;

/// <summary>How often values are among samples, counted once more by plain loops over parsed JSON.</summary>
internal static class FacetOracle
{
    public static (IEnumerable<int> Samples, int Others, int Missing) Count(Facet facet, IEnumerable<Sample> samples)
    {
        var values = samples.Select(sample => ValuesOf(facet, sample)).ToList();
        var frequencies = values.SelectMany(static each => each).GroupBy(static value => value).Select(static group => (group.Key, Count: group.Count()))
            .OrderByDescending(static value => value.Count).ToList();
        var told = frequencies.Take(facet.Size).Select(static value => value.Count).ToList();
        // Which of those as frequent as the last are told is for other tests; they must not change who has only others.
        var edge = told.Count == 0 ? 0 : told[^1];
        var isClear = frequencies.Count(value => value.Count >= edge) <= facet.Size;
        var listed = isClear ? frequencies.Where(value => value.Count >= edge).Select(static value => value.Key).ToHashSet() : ByValue(frequencies, facet.Size);
        return (told, values.Count(each => each.Count > 0 && !each.Overlaps(listed)), values.Count(static each => each.Count == 0));
    }

    private static HashSet<string> ByValue(List<(string Key, int Count)> frequencies, int size) =>
        [.. frequencies.OrderByDescending(static value => value.Count).ThenBy(static value => value.Key, Comparer<string>.Create(Compare)).Take(size).Select(static value => value.Key)];

    /// <summary>Numbers, then texts by code points, then booleans.</summary>
    private static int Compare(string one, string other)
    {
        if (one[0] != other[0])
            return one[0].CompareTo(other[0]);
        return one[0] == '0' ? CompareNumbers(one[1..], other[1..]) : CompareRunes(one, other);
    }

    private static int CompareNumbers(string one, string other) => BigInteger.TryParse(one, out var first) && BigInteger.TryParse(other, out var second)
        ? first.CompareTo(second)
        : double.Parse(one, System.Globalization.CultureInfo.InvariantCulture).CompareTo(double.Parse(other, System.Globalization.CultureInfo.InvariantCulture));

    private static int CompareRunes(string one, string other)
    {
        foreach (var (first, second) in one.EnumerateRunes().Zip(other.EnumerateRunes()))
            if (first != second)
                return first.CompareTo(second);
        return one.Length.CompareTo(other.Length);
    }

    private static HashSet<string> ValuesOf(Facet facet, Sample sample)
    {
        using var tree = JsonDocument.Parse(sample.Tree);
        return
        [
            .. from node in tree.RootElement.EnumerateArray()
               from metadata in (string[])["meta_controlled", "meta_user"]
               from entry in node.GetProperty(metadata).EnumerateObject()
               where entry.Name == facet.Key
               from member in entry.Value.EnumerateObject()
               where facet.ValueKey is null || member.Name == facet.ValueKey
               select member.Value.ValueKind switch
               {
                   JsonValueKind.Number => "0" + Normal(member.Value.GetRawText()),
                   JsonValueKind.String => "1" + member.Value.GetString(),
                   _ => "2" + member.Value.GetRawText(),
               },
        ];
    }

    private static string Normal(string number)
    {
        if (BigInteger.TryParse(number, out var integer))
            return integer.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var value = double.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
        return double.IsInteger(value) && Math.Abs(value) <= 18446744073709551616.0
            ? new BigInteger(value).ToString(System.Globalization.CultureInfo.InvariantCulture)
            : value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
    }
}
