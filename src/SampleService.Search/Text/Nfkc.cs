using System.Globalization;
using System.Text;

namespace SampleService.Search;

/// <summary>
/// Compatibility normalization of Unicode (NFKC). The service runs without a library of globalization, whose absence makes .NET's own
/// normalization give texts back as they are, so the tables are in nfkc.txt.
/// </summary>
internal static class Nfkc
{
    private const int HangulBase = 0xac00, LeadBase = 0x1100, VowelBase = 0x1161, TrailBase = 0x11a7;
    private const int LeadCount = 19, VowelCount = 21, TrailCount = 28, HangulCount = LeadCount * VowelCount * TrailCount;

    /// <summary>Code points below are as they are, and combine with none before them.</summary>
    private const char FirstThatChanges = '\u00a0';

    private static readonly Dictionary<int, int[]> Decompositions = [];
    private static readonly Dictionary<int, int> Classes = [];
    private static readonly Dictionary<(int First, int Second), int> Compositions = [];

    static Nfkc()
    {
        using var resource = typeof(Nfkc).Assembly.GetManifestResourceStream("nfkc.txt")!;
        using var reader = new StreamReader(resource, Encoding.ASCII);
        while (reader.ReadLine() is { } line)
            if (!line.StartsWith('#'))
                Add(line.Split(' '));
    }

    /// <summary>The normalized text; the same instance where nothing can change. Lone surrogates are kept.</summary>
    public static string Normalize(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange('\0', (char)(FirstThatChanges - 1)))
            return text;
        var points = Decompose(text);
        Order(points);
        Compose(points);
        var output = new StringBuilder(points.Count);
        foreach (var point in points)
            CodePoints.Append(output, point);
        return output.ToString();
    }

    private static void Add(string[] fields)
    {
        switch (fields[0])
        {
            case "d":
                Decompositions.Add(Hex(fields[1]), [.. fields.Skip(2).Select(Hex)]);
                break;
            case "c":
                for (var point = Hex(fields[1]); point <= Hex(fields[2]); point++)
                    Classes.Add(point, int.Parse(fields[3], CultureInfo.InvariantCulture));
                break;
            default:
                Compositions.Add((Hex(fields[1]), Hex(fields[2])), Hex(fields[3]));
                break;
        }
    }

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static List<int> Decompose(string text)
    {
        var points = new List<int>(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var point = CodePoints.At(text, ref i);
            var syllable = point - HangulBase;
            if (syllable is >= 0 and < HangulCount)
            {
                points.Add(LeadBase + (syllable / (VowelCount * TrailCount)));
                points.Add(VowelBase + (syllable / TrailCount % VowelCount));
                if (syllable % TrailCount is > 0 and var trail)
                    points.Add(TrailBase + trail);
            }
            else if (Decompositions.TryGetValue(point, out var parts))
                points.AddRange(parts);
            else
                points.Add(point);
        }

        return points;
    }

    /// <summary>Puts runs of marks into the order of their classes; marks of one class stay in theirs.</summary>
    private static void Order(List<int> points)
    {
        for (var i = 0; i < points.Count; i++)
        {
            var start = i;
            while (i < points.Count && ClassOf(points[i]) != 0)
                i++;
            if (i - start < 2)
                continue;
            var run = points.GetRange(start, i - start).OrderBy(ClassOf).ToArray();
            for (var j = 0; j < run.Length; j++)
                points[start + j] = run[j];
        }
    }

    private static void Compose(List<int> points)
    {
        int starter = -1, lastClass = 0, written = 0;
        for (var read = 0; read < points.Count; read++)
        {
            var point = points[read];
            var ofClass = ClassOf(point);
            // What stands between a base and a mark blocks them unless its class is lower.
            var isBlocked = written > starter + 1 && (lastClass == 0 || lastClass >= ofClass);
            if (starter >= 0 && !isBlocked && TryCompose(points[starter], point, out var both))
            {
                points[starter] = both;
                continue;
            }

            if (ofClass == 0)
                starter = written;
            lastClass = ofClass;
            points[written++] = point;
        }

        points.RemoveRange(written, points.Count - written);
    }

    private static bool TryCompose(int first, int second, out int both)
    {
        if (first - LeadBase is >= 0 and < LeadCount and var lead && second - VowelBase is >= 0 and < VowelCount and var vowel)
        {
            both = HangulBase + (((lead * VowelCount) + vowel) * TrailCount);
            return true;
        }

        if (first - HangulBase is >= 0 and < HangulCount and var syllable && syllable % TrailCount == 0
            && second - TrailBase is > 0 and < TrailCount and var trail)
        {
            both = first + trail;
            return true;
        }

        return Compositions.TryGetValue((first, second), out both);
    }

    private static int ClassOf(int point) => point < 0x300 ? 0 : Classes.GetValueOrDefault(point);
}
