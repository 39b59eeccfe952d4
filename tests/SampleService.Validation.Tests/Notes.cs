using SampleService.Json;

namespace SampleService.Validation.Tests;

/// <summary>A validator that always finds the same and notes that it was asked.</summary>
internal sealed class Notes(string name, List<string> asked, Finding? finding) : IMetadataValidator
{
    public async ValueTask<Finding?> ValidateAsync(JsonValue value, CancellationToken cancellation)
    {
        // Not finished at once: as a validator that asks another service.
        await Task.Yield();
        lock (asked)
            asked.Add(name);
        return finding;
    }
}
