namespace SampleService.Json;

/// <summary>A text is not JSON, or not JSON we take.</summary>
/// <param name="message">A diagnosis of ours, fit for a caller.</param>
/// <param name="tooDeep">Whether the text is nested deeper than the limit.</param>
public sealed class JsonTextException(string message, bool tooDeep = false) : Exception(message)
{
    /// <summary>Whether the text is nested deeper than the limit; else it is not JSON.</summary>
    public bool IsTooDeep { get; } = tooDeep;
}
