namespace SampleService.Server;

/// <summary>
/// The lock file of a socket, in a folder that is made if need be. The operating system gives the lock back when the process ends,
/// however it ends.
/// </summary>
internal sealed class NodeSocketLock : IDisposable
{
    // What systems say when another process has a lock: the exception has the number and no type of its own.
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;
    private const int WindowsSharingViolation = unchecked((int)0x80070020);

    private readonly FileStream _held;
    private readonly IReadOnlyList<string> _made;

    private NodeSocketLock(FileStream held, IReadOnlyList<string> made) => (_held, _made) = (held, made);

    /// <summary>Takes it.</summary>
    /// <param name="path">The lock file.</param>
    /// <param name="mode">Of a folder that is made.</param>
    /// <exception cref="NodeSocketInUseException">Another process has it.</exception>
    public static NodeSocketLock Take(string path, UnixFileMode mode)
    {
        path = Path.GetFullPath(path);
        var made = FindMissing(path);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        else
            Directory.CreateDirectory(Path.GetDirectoryName(path)!, mode);
        while (true)
        {
            var held = Open(path);
            // A process whose start failed may have removed the file just after it was opened here; there may be another by now.
            if (!IsRemoved(held, path))
                return new NodeSocketLock(held, made);
            held.Dispose();
        }
    }

    // The lock file stays: deleted while another process opens it, it would let two processes in.
    public void Dispose() => _held.Dispose();

    /// <summary>Gives it up and leaves nothing that was not there before: for a process that never served.</summary>
    public void Undo()
    {
        foreach (var path in _made)
        {
            try
            {
                if (path == _held.Name)
                    File.Delete(path);
                else
                    Directory.Delete(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // There is something in the folder by now.
            }
        }

        _held.Dispose();
    }

    private static FileStream Open(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            return new FileStream(path, options);
        }
        catch (IOException e) when (e.HResult is LinuxWouldBlock or MacWouldBlock or WindowsSharingViolation)
        {
            throw new NodeSocketInUseException($"another process has it (lock file {path})");
        }
    }

    /// <summary>Whether the file that is open is not the one at the path any more. Linux says so of the open file itself.</summary>
    private static bool IsRemoved(FileStream held, string path) => OperatingSystem.IsLinux()
        ? new FileInfo($"/proc/self/fd/{held.SafeFileHandle.DangerousGetHandle()}").LinkTarget?.EndsWith(" (deleted)", StringComparison.Ordinal) == true
        : !File.Exists(path);

    /// <summary>What there is not yet: the file, and the folders to it, the innermost first.</summary>
    private static List<string> FindMissing(string path)
    {
        var missing = new List<string>();
        for (var part = path; part is not null && !Path.Exists(part); part = Path.GetDirectoryName(part))
            missing.Add(part);
        return missing;
    }
}

/// <summary>Another process has the socket.</summary>
/// <param name="message">How that is known.</param>
internal sealed class NodeSocketInUseException(string message) : IOException(message);
