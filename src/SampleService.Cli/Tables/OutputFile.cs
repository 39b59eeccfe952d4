namespace SampleService.Cli;

/// <summary>A file that is there when it is whole, and not before: it is written beside its place, and moved there at the end.</summary>
internal sealed class OutputFile : IDisposable
{
    private readonly string _path;
    private readonly string _draft;
    private readonly bool _replaces;

    /// <param name="path">Its place.</param>
    /// <param name="replaces">Whether a file that is there already is replaced.</param>
    /// <exception cref="FailureException">There is a file already, or there can be none.</exception>
    public OutputFile(string path, bool replaces)
    {
        (_path, _replaces) = (path, replaces);
        _draft = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "", $".{Path.GetFileName(path)}.{Environment.ProcessId}.tmp");
        if (!replaces && Path.Exists(path))
            throw Exists();
        try
        {
            Content = new FileStream(_draft, FileMode.Create, FileAccess.Write, FileShare.Read | FileShare.Delete);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new FailureException(ExitCodes.Error, $"{path} cannot be written: {e.Message}");
        }
    }

    public FileStream Content { get; }

    /// <summary>Puts what was written in its place.</summary>
    /// <exception cref="FailureException">Meanwhile another file came there.</exception>
    public void Finish()
    {
        Content.Flush(flushToDisk: true);
        try
        {
            File.Move(_draft, _path, _replaces);
        }
        catch (IOException) when (!_replaces && Path.Exists(_path))
        {
            throw Exists();
        }
    }

    /// <summary>What was not finished goes.</summary>
    public void Dispose()
    {
        Content.Dispose();
        File.Delete(_draft);
    }

    private FailureException Exists() => new(ExitCodes.Error, $"There is a file {_path} already. --overwrite replaces it.");
}
