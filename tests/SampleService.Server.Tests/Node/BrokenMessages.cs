using System.Text;
using SampleService.Server.Tests.Hostile;

namespace SampleService.Server.Tests.Node;

/// <summary>Lines of bytes that are nearly requests. The same seed gives the same lines.</summary>
internal static class BrokenMessages
{
    /// <summary>None of these changes anything, however it is broken.</summary>
    private static readonly string[] Requests =
    [
        """{"jsonrpc":"2.0","method":"Node.status","id":1}""",
        """{"jsonrpc":"2.0","method":"show_registered_handlers","params":[],"id":"x"}""",
        """{"jsonrpc":"2.0","method":"SampleService.get_sample","params":{"id":"00000000-0000-4000-8000-000000000000","version":1},"id":2.5}""",
        """{"jsonrpc":"2.0","method":"SampleService.get_data_links_from_data","params":[{"upa":"1/1/1","effective_time":5}],"id":3}""",
        """[{"jsonrpc":"2.0","method":"Node.status","id":1},7,{"jsonrpc":"2.0","method":"SampleService.status"},{"id":4}]""",
    ];

    private static readonly string[] Inserted =
        ["{", "}", "[", "]", "\"", "\\", ",", ":", "null", "true", "-", "1e999", "\\u0000", "\\ud800", "é", "//", "/*", "\0", "\u0001", "NaN", "\r", " ", "'", "id", "\"id\":", "\"jsonrpc\":\"2.0\","];

    /// <summary>A line without its end.</summary>
    public static byte[] Line(Draw draw) => draw.Below(20) switch
    {
        0 => WithoutNewlines(draw.Bytes(draw.Below(200))),
        1 => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(draw.Of("[", "{\"a\":", "[{\"", "\"", "[1,"), 1 + draw.Below(300)))),
        2 => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 1 + draw.Below(5)).Select(_ => draw.Of(Requests)))),
        _ => Spoil(draw, Encoding.UTF8.GetBytes(draw.Of(Requests))),
    };

    private static byte[] Spoil(Draw draw, byte[] line)
    {
        for (var times = 1 + draw.Below(4); times > 0; times--)
        {
            var at = draw.Below(line.Length + 1);
            var removed = draw.OneIn(2) ? 0 : Math.Min(line.Length - at, 1 + draw.Below(8));
            byte[] inserted = draw.Below(4) switch
            {
                0 => [],
                1 => draw.Bytes(1 + draw.Below(3)),
                2 => line[at..Math.Min(line.Length, at + draw.Below(20))],
                _ => Encoding.UTF8.GetBytes(draw.Of(Inserted)),
            };
            line = [.. line[..at], .. inserted, .. line[(at + removed)..]];
        }

        return WithoutNewlines(line);
    }

    private static byte[] WithoutNewlines(byte[] line) => [.. line.Select(next => next == (byte)'\n' ? (byte)' ' : next)];
}
