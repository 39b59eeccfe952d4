using System.Globalization;
using System.Text;

namespace SampleService.Server.Tests.Hostile;

/// <summary>Bodies around each limit: of a request with a token and without, in one piece and in chunks; and what is large in them.</summary>
internal static class SizeRequests
{
    private const string Status = """{"version":"1.1","id":"1","method":"SampleService.status","params":[]}""";

    public static HostileRequest Make(Draw draw, HostileWorld world) => draw.Below(8) switch
    {
        0 or 1 => AroundTheLimit(draw, world),
        2 => Chunked(draw, world),
        3 => Announced(draw, world),
        4 => HostileRequest.Post("long text", Save(world, $"\"name\":\"{new string('n', draw.Of(256, 257, 200_000))}\",\"node_tree\":[]"), world.Token),
        5 => HostileRequest.Post("many nodes", Save(world, $"\"node_tree\":[{Nodes(draw.Of(100, 3000))}]"), world.Token),
        6 => HostileRequest.Post("many members", Save(world, $"\"node_tree\":[{{\"id\":\"r\",\"type\":\"BioReplicate\",\"meta_user\":{{{Members(draw.Of(100, 4000))}}}}}]"), world.Token),
        _ => HostileRequest.Post("many ids", Many(draw, world), world.Token),
    };

    private static (string? Token, int Limit) Caller(Draw draw, HostileWorld world) =>
        draw.OneIn(2) ? (null, world.Limits.AnonymousRequestBytes) : (world.Token, world.Limits.RequestBytes);

    private static HostileRequest AroundTheLimit(Draw draw, HostileWorld world)
    {
        var (token, limit) = Caller(draw, world);
        var size = limit + draw.Of(-1, 0, 1, 1000);
        return HostileRequest.Post("size", Padded(size), token) with { Code = size > limit ? -32600 : 0, Message = size > limit ? TooLarge(limit) : null };
    }

    private static HostileRequest Chunked(Draw draw, HostileWorld world)
    {
        var (token, limit) = Caller(draw, world);
        var size = limit + draw.Of(-1, 0, 1, 1000);
        var body = Padded(size);
        var pieces = new List<byte[]> { HostileRequest.Head(token, "Transfer-Encoding: chunked\r\n") };
        for (var at = 0; at < size;)
        {
            var length = Math.Min(size - at, draw.Of(1000, 4096, 65_536, 100_000));
            pieces.Add([.. Ascii(string.Create(CultureInfo.InvariantCulture, $"{length:x}\r\n")), .. body.AsSpan(at, length), .. "\r\n"u8]);
            at += length;
        }

        pieces.Add([.. "0\r\n\r\n"u8]);
        return new HostileRequest("size in chunks", pieces) { Code = size > limit ? -32600 : 0, Message = size > limit ? TooLarge(limit) : null };
    }

    /// <summary>Much is announced and nothing sent: the answer has to come all the same.</summary>
    private static HostileRequest Announced(Draw draw, HostileWorld world)
    {
        var (token, limit) = Caller(draw, world);
        return new HostileRequest("announced", HostileRequest.Head(limit + draw.Of(1L, 1000, int.MaxValue, long.MaxValue - 200_000_000), token))
        {
            Code = -32600,
            Message = TooLarge(limit),
        };
    }

    private static string TooLarge(int limit) => string.Create(CultureInfo.InvariantCulture, $"Request body is larger than {limit} bytes");

    private static byte[] Padded(int size) => Ascii(Status.PadRight(size));

    private static byte[] Save(HostileWorld world, string members) =>
        Ascii($$$"""{"id":"1","method":"SampleService.create_sample","params":[{"sample":{"id":"{{{world.SampleId}}}",{{{members}}}}}]}""");

    private static string Nodes(int count) => string.Join(
        ',', Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $$"""{"id":"n{{i}}","type":"BioReplicate"}""")));

    private static string Members(int count) => string.Join(
        ',', Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $$"""
            "k{{i}}":{"v":"{{i}}"}
            """)));

    private static byte[] Many(Draw draw, HostileWorld world)
    {
        var one = $$"""{"id":"{{world.SampleId}}","version":1}""";
        var all = string.Join(',', Enumerable.Repeat(one, draw.Of(1, 100, 2000)));
        return draw.OneIn(2)
            ? Ascii($$"""{"id":"1","method":"SampleService.get_samples","params":[{"samples":[{{all}}]}]}""")
            : Ascii($$"""{"id":"1","method":"SampleService.get_data_links_from_sample_set","params":[{"sample_ids":[{{all}}],"effective_time":null}]}""");
    }

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
