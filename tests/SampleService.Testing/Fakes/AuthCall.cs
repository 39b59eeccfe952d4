using SampleService.Testing.Json;

namespace SampleService.Testing.Fakes;

/// <summary>A call that the auth stand-in has seen.</summary>
public sealed record AuthCall(string Verb, string Path, string Query)
{
    internal JsonMap ToJson() => new() { ["verb"] = Verb, ["path"] = Path, ["query"] = Query };
}
