using SampleService.Grains.Abstractions;

namespace SampleService.Grains;

/// <summary>A grain that holds a text which never changes, as long as the silo has room for it.</summary>
internal abstract class DocumentGrain(GrainMemory memory) : TransientGrain
{
    private Task<JsonBytes?>? _document;
    private long _reserved;

    protected override bool IsEmpty => _document is null;

    /// <summary>The text; null if what it would be of does not exist, which is not remembered since it may come.</summary>
    public Task<JsonBytes?> GetDocument() => _document ?? LoadAsync();

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        memory.Release(_reserved);
        _reserved = 0;
        return base.OnDeactivateAsync(reason, cancellationToken);
    }

    /// <summary>Reads the text from the database.</summary>
    protected abstract Task<JsonBytes?> ReadAsync();

    private async Task<JsonBytes?> LoadAsync()
    {
        try
        {
            var document = await ReadAsync();
            if (document is not null && memory.TryReserve(document.Utf8.Length))
            {
                _reserved = document.Utf8.Length;
                _document = Task.FromResult<JsonBytes?>(document);
            }

            return document;
        }
        finally
        {
            if (IsEmpty)
                DeactivateSoonIfEmpty();
        }
    }
}
