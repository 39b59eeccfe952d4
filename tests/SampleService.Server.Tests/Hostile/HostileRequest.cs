using System.Globalization;
using System.Text;

namespace SampleService.Server.Tests.Hostile;

/// <summary>One request as it goes over the line.</summary>
/// <param name="Kind">What is wrong with it, in a word.</param>
/// <param name="Pieces">Its bytes, in the pieces in which they are sent.</param>
internal sealed record HostileRequest(string Kind, params IReadOnlyList<byte[]> Pieces)
{
    private const int ShownBytes = 3000;

    public string Verb { get; init; } = "POST";

    public Ending Ending { get; init; }

    /// <summary>
    /// Whether it is HTTP, to which an answer of the service has to come; else the web server may answer with a status of its
    /// own, or end the connection.
    /// </summary>
    public bool IsHttp { get; init; } = true;

    /// <summary>The body, when all of it is sent as HTTP has it; the answer is compared with what it asks for.</summary>
    public byte[]? Body { get; init; }

    /// <summary>The code of the error that has to be answered, or 0 for a success; null when the contract leaves open several.</summary>
    public int? Code { get; init; }

    /// <summary>The message that goes with <see cref="Code"/>, if it matters.</summary>
    public string? Message { get; init; }

    /// <summary>A POST of this body with a right length.</summary>
    public static HostileRequest Post(string kind, byte[] body, string? token, string headers = "") =>
        new(kind, [.. Head(body.Length, token, headers), .. body]) { Body = body };

    /// <summary>What comes before a body of so many bytes.</summary>
    public static byte[] Head(long length, string? token, string headers = "") =>
        Head(token, string.Create(CultureInfo.InvariantCulture, $"{headers}Content-Length: {length}\r\n"));

    /// <summary>The first line and headers of a POST.</summary>
    public static byte[] Head(string? token, string headers) => Encoding.Latin1.GetBytes(
        $"POST / HTTP/1.1\r\nHost: test\r\n{(token is null ? "" : $"Authorization: {token}\r\n")}{headers}\r\n");

    /// <summary>The bytes as text, cut where they are many.</summary>
    public override string ToString()
    {
        var sent = Encoding.Latin1.GetString([.. Pieces.SelectMany(p => p.Take(ShownBytes)).Take(ShownBytes)]);
        return $"{Kind}, {Pieces.Sum(p => (long)p.Length)} bytes in {Pieces.Count} pieces, then {Ending}: {sent}";
    }
}
