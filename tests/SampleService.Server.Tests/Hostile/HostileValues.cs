using System.Text;

namespace SampleService.Server.Tests.Hostile;

/// <summary>JSON values of every kind.</summary>
internal static class HostileValues
{
    public static string Any(Draw draw, int depth = 0) => draw.Below(depth > 3 ? 7 : 10) switch
    {
        0 or 1 => HostileTexts.Any(draw),
        2 or 3 => HostileNumbers.Any(draw),
        4 => draw.Of("true", "false"),
        5 => "null",
        6 => draw.Of("[]", "{}", "[null]", "[[]]", "{\"\":{}}", "[{}]"),
        7 => List(draw, depth),
        8 => Map(draw, depth),
        _ => draw.OneIn(4) ? Nested(draw.Of(3, 59, 60, 61, 62, 63, 64, 65, 200)) : HostileTexts.Any(draw),
    };

    /// <summary>Arrays and objects in turn, one in the other.</summary>
    public static string Nested(int depth)
    {
        var text = new StringBuilder();
        for (var i = 0; i < depth; i++)
            text.Append(i % 2 == 0 ? "[" : "{\"a\":");
        text.Append('1');
        for (var i = depth - 1; i >= 0; i--)
            text.Append(i % 2 == 0 ? ']' : '}');
        return text.ToString();
    }

    private static string List(Draw draw, int depth) =>
        $"[{string.Join(draw.Of(",", " , ", ",\n"), Enumerable.Range(0, draw.Below(5)).Select(_ => Any(draw, depth + 1)))}]";

    private static string Map(Draw draw, int depth) =>
        $"{{{string.Join(",", Enumerable.Range(0, draw.Below(5)).Select(_ => $"{HostileTexts.Any(draw)}:{Any(draw, depth + 1)}"))}}}";
}
