namespace SampleService.Testing.Fakes;

/// <summary>A request as a stand-in sees it.</summary>
/// <param name="Verb">GET or POST.</param>
/// <param name="Path">The path without doubled slashes and without one at the end; "/" for the root.</param>
/// <param name="Query">The query string without its question mark.</param>
/// <param name="Body">The body as text.</param>
/// <param name="Authorization">The authorization header, or null.</param>
/// <param name="Host">The host header, or the listening address.</param>
public sealed record FakeRequest(string Verb, string Path, string Query, string Body, string? Authorization, string Host)
{
    /// <summary>The body as it came, for those that are no text.</summary>
    public byte[] Raw { get; init; } = [];
}
