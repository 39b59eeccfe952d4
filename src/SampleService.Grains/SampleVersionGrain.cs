using SampleService.Grains.Abstractions;
using SampleService.Domain;
using SampleService.Json;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>See <see cref="ISampleVersionGrain"/>. Keeps the JSON text that callers see, ready to be sent.</summary>
[GrainType("sample-version")]
internal sealed class SampleVersionGrain(ISampleStore store) : TransientGrain, ISampleVersionGrain
{
    private Task<JsonBytes?>? _document;
    private long _bytes;

    public long Bytes => _bytes;

    protected override bool IsEmpty => _document is null;

    public Task<JsonBytes?> GetDocument() => _document ?? Load();

    private async Task<JsonBytes?> Load()
    {
        var sample = new SampleId(this.GetPrimaryKey(out var version));
        var found = await store.FindVersionAsync(
            new SampleVersionId(sample, GrainKeys.ParseVersion(version)), CancellationToken.None);
        if (found is null)
        {
            // It may be saved later: nothing is remembered of a version that is not there.
            DeactivateSoonIfEmpty();
            return null;
        }

        using var output = new JsonOutput();
        SampleDocument.Write(output, found);
        var document = new JsonBytes(output.ToArray());
        _bytes = document.Utf8.Length;
        _document = Task.FromResult<JsonBytes?>(document);
        return document;
    }
}
