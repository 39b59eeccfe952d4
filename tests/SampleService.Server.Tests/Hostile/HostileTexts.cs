using System.Globalization;
using System.Text;

namespace SampleService.Server.Tests.Hostile;

/// <summary>Strings as they stand in JSON text, quotes included; lone surrogates in them are sent as three bytes.</summary>
internal static class HostileTexts
{
    private static readonly string[] Contents =
    [
        "", " ", "a", "\\u0000", "\\u001f", "\\n", "\\t\\r", "\\u007f", "\\u0085", "\\u00a0", "\\u00ad", "\\u200b", "\\u200d", "\\u202e", "\\ufeff",
        "\\ud800", "\\udc00", "\\udc00\\ud800", "\\ud83d\\ude00", "\\ud800\\ud83d\\ude00", "\ud800", "\udfff", "\ud83d\ude00", "x\ud800y",
        "\u00e9", "e\u0301", "\u212b", "\u00c5", "\ufb03", "\u1e9e", "\u0130", "\uffff", "\\uffff", "\ufdd0", "\udbff\udfff", "\ue000",
        "'", "\\\"", "\\\\", "\\/", "${x}", "{0}", "%s%n", "'; DROP TABLE samples; --", "<script>alert(1)</script>", "../../etc/passwd",
        "__proto__", "null", "true", "NaN", "0", "-1", "1e5", "user1", "1/1/1", "0/0/0", "1/1/1/1", "+1/ 01/1", "99999999999999999999/1/1",
        "00000000-0000-0000-0000-000000000000", "{00000000000000000000000000000000}", "urn:uuid:00000000-0000-0000-0000-00000000000g",
        "BioReplicate", "SubSample", "1970-01-01", "\\ud835\\udfd9", "a\\u0300\\u0301\\u0302\\u0303\\u0304", "\u0627\u0644\u0639", "\u4e2d\u6587",
    ];

    public static string Any(Draw draw) => draw.Below(10) switch
    {
        0 => Quoted(Long(draw)),
        1 => Quoted(Spelled(draw)),
        2 => Quoted(draw.Of(Contents) + draw.Of(Contents)),
        _ => Quoted(draw.Of(Contents)),
    };

    /// <summary>As long as a limit of the contract, or one off.</summary>
    private static string Long(Draw draw)
    {
        var unit = draw.Of("a", "\u00e9", "\ud83d\ude00", "\\ud83d\\ude00", " ");
        var count = draw.Of(255, 256, 257, 1000, 1023, 1024, 1025, 5000) + draw.Below(2);
        return new StringBuilder().Insert(0, unit, count).ToString();
    }

    /// <summary>UTF-16 units at random, as escapes.</summary>
    private static string Spelled(Draw draw)
    {
        var text = new StringBuilder();
        for (var i = draw.Below(12); i >= 0; i--)
            text.Append(CultureInfo.InvariantCulture, $"\\u{draw.Below(0x10000):x4}");
        return text.ToString();
    }

    private static string Quoted(string content) => $"\"{content}\"";
}
