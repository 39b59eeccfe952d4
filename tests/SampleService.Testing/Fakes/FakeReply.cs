using SampleService.Testing.Json;

namespace SampleService.Testing.Fakes;

/// <summary>What a stand-in answers.</summary>
public sealed record FakeReply(int Status, string ContentType, string Body)
{
    /// <summary>Headers besides the content type.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public static FakeReply Json(int status, object? value) => new(status, "application/json", JsonText.Write(value));
}
