using System.Diagnostics;
using SampleService.Testing.Servers;

namespace SampleService.Cluster.Tests.Faults;

/// <summary>
/// A folder with its files that nobody may write any more, root included and those who have them open already: what a file
/// system does that turns read-only because of a fault.
/// </summary>
internal sealed class ReadOnlyFolder : IDisposable
{
    private const string Program = "chattr";
    private const string Missing = $"there is no program {Program} (e2fsprogs)";

    /// <summary>How the file ends by which processes share the index of SQLite's log.</summary>
    private const string Socket = ".sock";

    private const string SharedMemory = "-shm";

    private static readonly Lazy<string?> Refused = new(TryIt);

    private readonly string[] _paths;

    private ReadOnlyFolder(string[] paths) => _paths = paths;

    /// <summary>
    /// Why tests that need one are left out; null when they run. Where CI is set a program that could be installed is no reason.
    /// </summary>
    public static string? SkipReason =>
        ReferenceEquals(Refused.Value, Missing) && !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")) ? null : Refused.Value;

    /// <summary>
    /// Makes a folder and its files read-only until this is disposed; not those that are mapped into memory, since Linux
    /// kills a process that writes to such memory, and no sockets, which cannot be.
    /// </summary>
    public static ReadOnlyFolder Make(string path)
    {
        var files = Directory.GetFiles(path).Where(file =>
            !file.EndsWith(SharedMemory, StringComparison.Ordinal) && !file.EndsWith(Socket, StringComparison.Ordinal));
        var made = new ReadOnlyFolder([.. files, path]);
        if (Change("+i", made._paths) is not { } failure)
            return made;
        made.Dispose();
        throw new IOException(failure);
    }

    public void Dispose() => Change("-i", _paths);

    private static string? TryIt()
    {
        using var folder = new TemporaryDirectory();
        using var file = File.Create(Path.Combine(folder.Path, "file"));
        if (Change("+i", [file.Name]) is { } failure)
            return failure;
        try
        {
            file.WriteByte(0);
            file.Flush(flushToDisk: true);
            return "files that are open already can be written here although they are immutable";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
        finally
        {
            Change("-i", [file.Name]);
        }
    }

    /// <summary>Changes the flags of files; says what was against it, or null.</summary>
    private static string? Change(string flag, string[] paths)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(Program, [flag, .. paths]) { RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : $"{Program}: {error.Trim()}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return Missing;
        }
    }
}
