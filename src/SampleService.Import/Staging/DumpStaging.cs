using System.Globalization;

namespace SampleService.Import;

/// <summary>Reads the files of a dump into the staging folder, and goes on where an earlier process was ended.</summary>
internal sealed class DumpStaging(StagingFolder staging, DumpFolder dump, CollectionNames names, ImportProgress progress, RunBuffer buffer)
{
    private delegate StagedDocument Take(ReadOnlyMemory<byte> document, string file);

    /// <summary>Reads what has not been read.</summary>
    /// <exception cref="ImportException">A file is damaged.</exception>
    public void Run(CancellationToken cancellation)
    {
        Read(StagedSet.Samples, names.Samples, StagedDocument.OfSample, cancellation);
        Read(StagedSet.Versions, names.Versions, StagedDocument.OfVersion, cancellation);
        Read(StagedSet.Nodes, names.Nodes, StagedDocument.OfNode, cancellation);
        Read(StagedSet.Links, names.Links, StagedDocument.OfLink, cancellation);
    }

    private void Read(StagedSet set, string collection, Take take, CancellationToken cancellation)
    {
        foreach (var file in dump.FilesOf(collection))
            if (!staging.Manifest.FilesRead.Contains(file.FullName))
                Read(set, file, take, cancellation);
    }

    private void Read(StagedSet set, FileInfo path, Take take, CancellationToken cancellation)
    {
        var manifest = staging.Manifest;
        var writer = new SetWriter(staging, set, buffer);
        using var file = DumpFile.Open(path.FullName);
        var (count, known) = (0L, manifest.DocumentsRead.GetValueOrDefault(path.FullName));
        while (file.Read() is { } document)
        {
            cancellation.ThrowIfCancellationRequested();
            if (++count <= known)
                continue;
            var staged = take(document, path.Name);
            writer.Add(staged.Key, 0, staged.Document.Span);
            if (writer.IsFull)
                Commit(writer, path.FullName, count);
            progress.Tell(() => string.Create(CultureInfo.InvariantCulture, $"Reading {path.Name}: {count} documents, {100 * file.Progress:0} % of the file"));
        }

        manifest.FilesRead.Add(path.FullName);
        Commit(writer, path.FullName, count);
        progress.Say(string.Create(CultureInfo.InvariantCulture, $"Read {path.Name}: {count} documents"));
    }

    private void Commit(SetWriter writer, string file, long count)
    {
        writer.EndRun();
        staging.Manifest.DocumentsRead[file] = count;
        staging.Commit();
    }
}
