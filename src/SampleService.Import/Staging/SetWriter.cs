namespace SampleService.Import;

/// <summary>Writes the documents of a set into runs.</summary>
/// <param name="folder">Where.</param>
/// <param name="set">Which set.</param>
/// <param name="bytesPerRun">About how many bytes of documents a run has: the memory that sorting takes.</param>
internal sealed class SetWriter(StagingFolder folder, StagedSet set, int bytesPerRun)
{
    private readonly RunBuffer _buffer = new(bytesPerRun);

    /// <summary>Whether <see cref="EndRun"/> is due.</summary>
    public bool IsFull => _buffer.IsFull;

    /// <summary>Adds a document.</summary>
    public void Add(ReadOnlySpan<byte> key, byte mark, ReadOnlySpan<byte> document) => _buffer.Add(key, mark, document);

    /// <summary>Writes what was added; the manifest names it, and is not yet committed.</summary>
    public void EndRun()
    {
        if (_buffer.Count == 0)
            return;
        var run = new StagedRun(folder.NextRun(set), _buffer.Count);
        _buffer.WriteTo(folder.PathOf(run.File));
        folder.Manifest.Add(set, run);
    }
}
