using System.Text;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Hostile;

/// <summary>Requests that are bad HTTP, or come in an unusual way: lengths, chunks, headers, pieces, callers that go away.</summary>
internal static class FramingRequests
{
    private const string Status = """{"version":"1.1","id":"1","method":"SampleService.status","params":[]}""";

    private static readonly string[] BadHeads =
    [
        "POST / HTTP/1.1\r\nHost: t\r\nContent-Length: -1\r\n\r\n", "POST / HTTP/1.1\r\nHost: t\r\nContent-Length: abc\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 99999999999999999999\r\n\r\n", "POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        "POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: gzip\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n", "POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nabcde\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcdef\r\n0\r\n\r\n", "POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
        "POST / HTTP/1.1\r\n\r\n", "POST / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "POST / HTTP/1.1\r\nHost: t\r\nNoColon\r\n\r\n", "POST / HTTP/1.1\r\nHost: t\r\n : x\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: t\r\nA: x\r\n folded\r\n\r\n", "POST / HTTP/1.1\r\nHost: t\r\nA: x\0y\r\n\r\n", "POST / HTTP/9.9\r\nHost: t\r\n\r\n", "POST /\r\n\r\n",
        "POST\r\n\r\n", "\r\n\r\n\r\n", "P\0ST / HTTP/1.1\r\nHost: t\r\n\r\n", "POST /\0 HTTP/1.1\r\nHost: t\r\n\r\n", "POST http://[ HTTP/1.1\r\nHost: t\r\n\r\n",
        "POST * HTTP/1.1\r\nHost: t\r\n\r\n", "CONNECT a:1 HTTP/1.1\r\nHost: t\r\n\r\n", "POST a:1 HTTP/1.1\r\nHost: t\r\n\r\n", "POST / HTTP/1.0\r\n\r\n", "POST / http/1.1\r\nHost: t\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: t\r\nAuthorization: \u00e9\u00ff\r\n\r\n", "POST / HTTP/1.1\r\nHost: t\r\nAccess-Control-Request-Headers: \u00e9\r\n\r\n",
    ];

    public static HostileRequest Make(Draw draw, HostileWorld world) => draw.Below(12) switch
    {
        0 or 1 => Bad("bad head", draw.Of(BadHeads)),
        2 => Bad("too much of a head", $"POST / HTTP/1.1\r\nHost: t\r\n{Many(draw)}\r\n"),
        3 => Bad("long line", $"POST /{new string('p', draw.Of(8_000, 8_192, 100_000))} HTTP/1.1\r\nHost: t\r\n\r\n"),
        4 => new HostileRequest("bytes, not HTTP", draw.Bytes(1 + draw.Below(500))) { IsHttp = false, Ending = Ending.HalfClose },
        5 => new HostileRequest("body shorter than announced", Head(Status.Length + 1 + draw.Below(50_000), world), Ascii(Status)) { IsHttp = false, Ending = Ending.HalfClose },
        6 => new HostileRequest("gone inside the body", Head(100_000 + draw.Below(100_000), world), draw.Bytes(draw.Below(90_000))) { Ending = Ending.Reset },
        7 => Gone(draw, world),
        8 or 9 => InPieces(draw, world),
        10 => OddHeaders(draw, world),
        _ => OddVerb(draw, world),
    };

    private static HostileRequest Bad(string kind, string bytes) =>
        new(kind, Encoding.Latin1.GetBytes(bytes)) { IsHttp = false, Ending = Ending.HalfClose };

    private static string Many(Draw draw)
    {
        var header = $"X-{new string('h', draw.Of(1, 100))}: {new string('v', draw.Of(1, 1000))}\r\n";
        return new StringBuilder().Insert(0, header, draw.Of(90, 101, 1000)).ToString();
    }

    /// <summary>A whole call whose caller does not wait for the answer.</summary>
    private static HostileRequest Gone(Draw draw, HostileWorld world)
    {
        var call = ArgumentRequests.Make(draw, world);
        return call with { Kind = "gone before the answer", Ending = Ending.Reset, Body = null };
    }

    private static HostileRequest InPieces(Draw draw, HostileWorld world)
    {
        var body = Ascii(Status);
        byte[] whole = draw.OneIn(2)
            ? [.. Head(body.Length, world), .. body]
            : [.. HostileRequest.Head(world.Token, "Transfer-Encoding: chunked\r\n"), .. Ascii($"{body.Length:x};ext=\"v\"\r\n"), .. body, .. "\r\n0\r\nTrailer: x\r\n\r\n"u8];
        return new HostileRequest("in pieces", [.. whole.Chunk(draw.Of(1, 2, 7, 40))]) { Code = 0 };
    }

    private static HostileRequest OddHeaders(Draw draw, HostileWorld world)
    {
        var headers = draw.Of(
            "Content-Type: text/plain; charset=utf-16\r\n", "Content-Encoding: gzip\r\n", "Accept: image/png\r\n", "X-Forwarded-For: ,,;\r\n", "Expect: 100-continue\r\n",
            "Cookie: a=b\r\n", "Accept-Encoding: br\r\n", "Connection: upgrade\r\nUpgrade: websocket\r\n", "X-Http-Method-Override: OPTIONS\r\n", "Range: bytes=0-1\r\n",
            "If-None-Match: *\r\n", "Authorization: second\r\n", "X-Real-IP: \t\r\n", "traceparent: 00-zz-zz-01\r\n", "Origin: null\r\n");
        return HostileRequest.Post("headers", Ascii(Status), world.Token, headers) with { Code = 0 };
    }

    private static HostileRequest OddVerb(Draw draw, HostileWorld world)
    {
        var verb = draw.Of("GET", "PUT", "DELETE", "TRACE", "OPTIONS", "HEAD", "post", "BREW");
        var path = draw.Of("/", "/a/../b", "/%00", "//", "/?x=%zz", "/%e9%ff", "/a%2fb", "http://other.example/x");
        var body = JsonText.ToUtf8(Status);
        byte[] head = Encoding.Latin1.GetBytes($"{verb} {path} HTTP/1.1\r\nHost: test\r\nContent-Length: {body.Length}\r\n\r\n");

        // The web server refuses a path it cannot read; what is answered otherwise is the contract's.
        return new HostileRequest("verb and path", [.. head, .. body]) { Verb = verb, IsHttp = false };
    }

    private static byte[] Head(long length, HostileWorld world) => HostileRequest.Head(length, world.Token);

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
