using SampleService.Json;

namespace SampleService.Validation.Tests;

/// <summary>A validator that records its calls and always returns the same finding.</summary>
internal sealed class RecordingValidator(string name, List<string> calls, Finding? finding) : IMetadataValidator
{
    public async ValueTask<Finding?> ValidateAsync(JsonValue value, CancellationToken cancellation)
    {
        // Completes asynchronously, like a remote validator.
        await Task.Yield();
        lock (calls)
            calls.Add(name);
        return finding;
    }
}
