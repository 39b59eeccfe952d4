using SampleService.Grains.Abstractions;

namespace SampleService.Grains;

/// <summary>A grain that holds a document which never changes, as long as the silo has room for it.</summary>
internal abstract class DocumentGrain(GrainMemory memory) : TransientGrain
{
    private Task<JsonBytes?>? _document;
    private long _reserved;
    private bool _ended;

    protected override bool IsEmpty => _document is null;

    /// <summary>
    /// The document; null if what it would be of does not exist, which is not remembered since it may come. All who ask share one load: the
    /// document never changes, so it does not matter when that began.
    /// </summary>
    public Task<JsonBytes?> GetDocument()
    {
        if (_document is not null)
            return _document;
        var load = LoadAsync();
        if (!load.IsCompleted)
            _document = load;
        return load;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _ended = true;
        memory.Release(_reserved);
        _reserved = 0;
        return base.OnDeactivateAsync(reason, cancellationToken);
    }

    /// <summary>Reads the document from the database.</summary>
    protected abstract Task<JsonBytes?> ReadAsync();

    private async Task<JsonBytes?> LoadAsync()
    {
        Task<JsonBytes?>? kept = null;
        try
        {
            var document = await ReadAsync();
            if (document is not null && !_ended && memory.TryReserve(document.Utf8.Length))
            {
                _reserved = document.Utf8.Length;
                kept = Task.FromResult<JsonBytes?>(document);
            }

            return document;
        }
        finally
        {
            _document = kept;
            if (IsEmpty && !_ended)
                DeactivateSoonIfEmpty();
        }
    }
}
