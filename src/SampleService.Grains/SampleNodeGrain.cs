using SampleService.Grains.Abstractions;
using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>See <see cref="ISampleNodeGrain"/>. Of a node that is not there nothing is remembered: its version may come.</summary>
[GrainType("sample-node")]
internal sealed class SampleNodeGrain(ISampleStore store) : TransientGrain, ISampleNodeGrain
{
    private bool _exists;
    private JsonBytes? _document;

    public long Bytes => _document?.Utf8.Length ?? 0;

    protected override bool IsEmpty => !_exists;

    public async Task<bool> Exists()
    {
        if (!_exists)
        {
            var (version, node) = Key;
            _exists = await store.HasNodeAsync(version, node, CancellationToken.None);
            if (IsEmpty)
                DeactivateSoonIfEmpty();
        }

        return _exists;
    }

    public async Task<JsonBytes?> GetDocument()
    {
        if (_document is null)
        {
            var (version, node) = Key;
            if (await store.FindNodeAsync(version, node, CancellationToken.None) is { } json)
                _document = new JsonBytes(json);
            _exists = _document is not null;
            if (IsEmpty)
                DeactivateSoonIfEmpty();
        }

        return _document;
    }

    private (SampleVersionId Version, NodeId Node) Key
    {
        get
        {
            var sample = new SampleId(this.GetPrimaryKey(out var extension));
            var slash = extension!.IndexOf('/', StringComparison.Ordinal);
            var version = GrainKeys.ParseVersion(extension.AsSpan(0, slash));
            return (new SampleVersionId(sample, version), new NodeId(extension[(slash + 1)..]));
        }
    }
}
