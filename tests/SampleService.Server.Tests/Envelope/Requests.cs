using System.Globalization;
using System.Text;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Http;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Envelope;

/// <summary>Requests byte by byte, and looks at their answers.</summary>
internal static class Requests
{
    public const string Status = """{"version":"1.1","id":"1","method":"SampleService.status","params":[]}""";

    /// <summary>A whole request.</summary>
    public static string Post(string body, string headers = "") => Head(Encoding.UTF8.GetByteCount(body), headers) + body;

    /// <summary>What comes before a body of so many bytes.</summary>
    public static string Head(int length, string headers = "") => string.Create(
        CultureInfo.InvariantCulture, $"POST / HTTP/1.1\r\nHost: test\r\n{headers}Content-Length: {length}\r\n\r\n");

    /// <summary>What comes before a body in chunks.</summary>
    public static string ChunkedHead(string headers = "") => $"POST / HTTP/1.1\r\nHost: test\r\n{headers}Transfer-Encoding: chunked\r\n\r\n";

    public static string Chunk(string text) => string.Create(CultureInfo.InvariantCulture, $"{text.Length:x}\r\n{text}\r\n");

    /// <summary>A call of status with an unused member nested so deep that the whole body has this depth.</summary>
    public static string OfDepth(int depth) =>
        Status[..^1] + ",\"context\":" + new string('[', depth - 1) + new string(']', depth - 1) + "}";

    public static RpcAnswer Rpc(this HttpAnswer answer) => new(answer.Status, answer.Body);

    /// <summary>The answer is the status of the service, and goes with the id of the request.</summary>
    public static void AssertIsStatus(this HttpAnswer answer, string id = "1")
    {
        Assert.Equal("OK", Assert.IsType<JsonMap>(answer.Rpc().Result).Text("state"));
        Assert.Equal(id, JsonText.ParseMap(answer.Rpc().Body).Text("id"));
    }
}
