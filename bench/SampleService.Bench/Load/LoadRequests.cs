using System.Globalization;
using System.Text;

namespace SampleService.Bench;

/// <summary>Requests that are sent in turn, and the length in bytes of the body that each of them is answered with.</summary>
internal sealed class LoadRequests(IReadOnlyList<byte[]> requests, int answerLength)
{
    private int _next;

    public int AnswerLength => answerLength;

    public byte[] Next()
    {
        var request = requests[_next];
        _next = _next + 1 == requests.Count ? 0 : _next + 1;
        return request;
    }

    /// <summary>The bytes of a call as a caller with few headers sends them.</summary>
    /// <param name="authorization">The header <c>Authorization</c>.</param>
    /// <param name="body">The body.</param>
    /// <param name="path">The path of the door.</param>
    public static byte[] Http(string authorization, string body, string path = "/") => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: {authorization}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"));
}
