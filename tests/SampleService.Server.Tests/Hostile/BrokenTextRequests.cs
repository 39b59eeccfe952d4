using System.Text;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Hostile;

/// <summary>Bodies that are hardly JSON or hardly text: cut off, with bytes changed, in other encodings, too deep.</summary>
internal static class BrokenTextRequests
{
    private const string Status = """{"version":"1.1","id":"1","method":"SampleService.status","params":[]}""";

    private static readonly byte[][] InvalidUtf8 =
    [
        [0x80], [0xff], [0xc0, 0x80], [0xc3], [0xe2, 0x82], [0xf0, 0x9f, 0x98], [0xf5, 0x80, 0x80, 0x80], [0xf8, 0x88, 0x80, 0x80, 0x80], [0xe0, 0x80, 0x80],
        [0xfe, 0xff], [0xf4, 0x90, 0x80, 0x80],
    ];

    public static HostileRequest Make(Draw draw, HostileWorld world)
    {
        var whole = Encoding.UTF8.GetBytes(WholeCall(draw, world));
        return draw.Below(9) switch
        {
            0 => HostileRequest.Post("cut off", whole[..draw.Below(whole.Length)], world.Token) with { Code = -32700 },
            1 => HostileRequest.Post("bytes changed", Changed(draw, whole), world.Token),
            2 => HostileRequest.Post("something behind", [.. whole, .. draw.Of("x", "{}", ",", "]", "\0", "//", "\u00a0").Select(c => (byte)c)], world.Token) with { Code = -32700 },
            3 => HostileRequest.Post("invalid UTF-8", Spliced(draw, draw.Of(InvalidUtf8)), world.Token) with { Code = -32700 },
            4 => HostileRequest.Post("byte order mark", [.. draw.Of<byte[]>([0xef, 0xbb, 0xbf], [0xff, 0xfe], [0xfe, 0xff], [0xef, 0xbb]), .. whole], world.Token) with { Body = null },
            5 => HostileRequest.Post("other encoding", draw.Of<Encoding>(Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, Encoding.Latin1).GetBytes(Status), world.Token) with { Body = null },
            6 => HostileRequest.Post("bytes at random", draw.Bytes(draw.Below(300)), world.Token) with { Body = null },
            7 => Deep(draw, world),
            _ => HostileRequest.Post("control characters", Spliced(draw, [draw.Of<byte>(0, 1, 9, 10, 13, 31)]), world.Token) with { Code = -32700 },
        };
    }

    private static string WholeCall(Draw draw, HostileWorld world)
    {
        var (method, argument) = draw.Of(MethodArguments.All(world));
        return $$"""{"version":"1.1","id":"1","method":"{{method}}","params":[{{argument}}]}""";
    }

    private static byte[] Changed(Draw draw, byte[] whole)
    {
        for (var i = draw.Below(4); i >= 0; i--)
            whole[draw.Below(whole.Length)] = (byte)draw.Of("{}[]\",:\\ue0-+. \0\u00ff\u0080tfnx"[draw.Below(20)], (char)draw.Below(256));
        return whole;
    }

    /// <summary>Bytes inside a string of a call of status.</summary>
    private static byte[] Spliced(Draw draw, byte[] bytes)
    {
        var at = draw.Of("\"1\"", "\"1.1\"", "\"SampleService.status\"");
        var inside = Status.IndexOf(at, StringComparison.Ordinal) + 1;
        return [.. Encoding.UTF8.GetBytes(Status[..inside]), .. bytes, .. Encoding.UTF8.GetBytes(Status[inside..])];
    }

    private static HostileRequest Deep(Draw draw, HostileWorld world)
    {
        // One level is the call itself.
        var depth = world.Limits.JsonDepth + draw.Of(-1, 0, 1, 2, 50, 1000, 20_000);
        var value = draw.OneIn(2) ? HostileValues.Nested(depth - 1) : new string('[', depth - 1) + (draw.OneIn(3) ? "" : new string(']', depth - 1));
        var body = JsonText.ToUtf8(Status[..^1] + ",\"context\":" + value + "}");
        var request = HostileRequest.Post("deep", body, world.Token);
        return depth > world.Limits.JsonDepth
            ? request with { Body = null, Code = -32600, Message = $"Request is nested deeper than {world.Limits.JsonDepth} levels" }
            : request;
    }
}
