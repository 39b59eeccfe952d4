using System.Text.Json;

namespace SampleService.Upstream.KBase;

/// <summary>An HTTP answer, read to its end.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Reason">The reason phrase; may be empty.</param>
/// <param name="Body">The body.</param>
internal sealed record UpstreamAnswer(int Status, string Reason, byte[] Body)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public bool IsOk => Status == 200;

    /// <summary>Status and reason phrase as messages write them.</summary>
    public string StatusLine => UpstreamText.Clean(Reason.Length == 0 ? $"{Status}" : $"{Status} {Reason}");

    /// <summary>The body as JSON, to be disposed of; null when it is something else.</summary>
    public JsonDocument? ReadJson()
    {
        try
        {
            return JsonDocument.Parse(Body, Strict);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The second one is for member names that are not Unicode. Said by the null: what a body that is no JSON means differs by the call, and it is logged there.
            return null;
        }
    }
}
