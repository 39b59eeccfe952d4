namespace SampleService.Import;

/// <summary>Writes the documents of a set into runs.</summary>
/// <param name="folder">Where.</param>
/// <param name="set">Which set.</param>
/// <param name="buffer">Where they are until they are sorted; one set at a time uses it.</param>
internal sealed class SetWriter(StagingFolder folder, StagedSet set, RunBuffer buffer)
{
    /// <summary>Whether <see cref="EndRun"/> is due.</summary>
    public bool IsFull => buffer.IsFull;

    /// <summary>Adds a document.</summary>
    public void Add(ReadOnlySpan<byte> key, byte mark, ReadOnlySpan<byte> document) => buffer.Add(key, mark, document);

    /// <summary>Writes what was added; the manifest names it, and is not yet committed.</summary>
    public void EndRun()
    {
        if (buffer.Count == 0)
            return;
        var run = new StagedRun(folder.NextRun(set), buffer.Count);
        buffer.WriteTo(folder.PathOf(run.File));
        folder.Manifest.Add(set, run);
    }
}
