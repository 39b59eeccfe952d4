using System.Globalization;

namespace SampleService.Import;

/// <summary>
/// A folder with the documents of a dump in sorted runs. A process that is killed leaves it as it was at its last <see cref="Commit"/>; the next one
/// with the same dump goes on from there.
/// </summary>
internal sealed class StagingFolder : IDisposable
{
    private const string ManifestName = "manifest.json";

    private const string LockName = "lock";

    private readonly FileStream _lock;

    private StagingFolder(string path, FileStream held, StagingManifest manifest) => (Path, _lock, Manifest) = (path, held, manifest);

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>What it holds.</summary>
    public StagingManifest Manifest { get; }

    /// <summary>Opens or makes the folder, and removes from it what is not of this dump, or not complete.</summary>
    /// <exception cref="ImportException">Another process has it, or it has files of somebody else.</exception>
    public static StagingFolder Open(string path, IEnumerable<string> sources)
    {
        Directory.CreateDirectory(path);
        if (!File.Exists(System.IO.Path.Combine(path, LockName)) && Directory.EnumerateFileSystemEntries(path).Any())
            throw new ImportException($"{path} has files that are not of an import: name an empty folder, or one that is not there, by --work");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        FileStream held;
        try
        {
            held = new FileStream(System.IO.Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (exception.GetType() == typeof(IOException))
        {
            throw new ImportException($"Another import works in {path}");
        }

        var files = sources.ToList();
        var found = StagingManifest.TryRead(System.IO.Path.Combine(path, ManifestName));
        var manifest = found is { Form: StagingManifest.PresentForm } && found.Sources.SequenceEqual(files) ? found : new StagingManifest { Sources = files };
        var folder = new StagingFolder(path, held, manifest);
        folder.RemoveStrays();
        return folder;
    }

    /// <summary>A name for the next run of a set.</summary>
    public string NextRun(StagedSet set) => string.Create(CultureInfo.InvariantCulture, $"{set}.{Manifest.RunsOf(set).Count}.run");

    /// <summary>The path of a run.</summary>
    public string PathOf(string run) => System.IO.Path.Combine(Path, run);

    /// <summary>From here on a later process goes on.</summary>
    public void Commit() => Manifest.Write(System.IO.Path.Combine(Path, ManifestName));

    /// <summary>Forgets the runs of a set, and removes them.</summary>
    public void Remove(StagedSet set)
    {
        var runs = Manifest.RunsOf(set).ToList();
        Manifest.Runs.Remove(set);
        Commit();
        foreach (var run in runs)
            File.Delete(PathOf(run.File));
    }

    /// <summary>Removes the folder: what it was for is done.</summary>
    public void Delete()
    {
        File.Delete(System.IO.Path.Combine(Path, ManifestName));
        RemoveStrays(all: true);
        Dispose();
        File.Delete(System.IO.Path.Combine(Path, LockName));
        // Whatever else somebody has put there stays, and the folder with it.
        if (!Directory.EnumerateFileSystemEntries(Path).Any())
            Directory.Delete(Path);
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    private void RemoveStrays(bool all = false)
    {
        var known = all ? [] : Manifest.Runs.Values.SelectMany(static runs => runs).Select(static run => run.File).ToHashSet(StringComparer.Ordinal);
        // Of a manifest that was not finished.
        File.Delete(System.IO.Path.Combine(Path, ManifestName + StagingManifest.Unfinished));
        foreach (var file in Directory.EnumerateFiles(Path, "*.run"))
            if (!known.Contains(System.IO.Path.GetFileName(file)))
                File.Delete(file);
    }
}
