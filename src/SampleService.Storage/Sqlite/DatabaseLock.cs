using System.Globalization;

namespace SampleService.Storage.Sqlite;

/// <summary>
/// Keeps a second process out, since this one answers from memory and would not see what the other writes. The operating
/// system releases the lock when the process ends, however it ends.
/// </summary>
internal sealed class DatabaseLock : IDisposable
{
    private readonly FileStream _held;
    private readonly string _holderPath;

    private DatabaseLock(FileStream held, string holderPath)
    {
        _held = held;
        _holderPath = holderPath;
    }

    /// <summary>Takes the lock of a database; its folder is made if need be.</summary>
    /// <exception cref="DatabaseInUseException">It is taken.</exception>
    public static DatabaseLock Take(string databasePath)
    {
        PrivateFiles.CreateDirectory(Path.GetDirectoryName(databasePath)!);
        var lockPath = databasePath + ".lock";
        var holderPath = databasePath + ".pid";
        FileStream held;
        try
        {
            held = PrivateFiles.Open(lockPath, FileShare.None);
        }
        catch (IOException exception) when (exception.GetType() == typeof(IOException))
        {
            throw new DatabaseInUseException(
                $"The database {databasePath} is in use by {Holder(holderPath)} (lock file {lockPath}).", exception);
        }

        try
        {
            // In a file of its own, since the locked one cannot be read.
            File.WriteAllText(holderPath, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new DatabaseLock(held, holderPath);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Makes the database file, if there is none, so that only this user reads it; SQLite gives its log files the same mode.</summary>
    public static void MakePrivate(string databasePath)
    {
        if (!File.Exists(databasePath))
            PrivateFiles.Open(databasePath, FileShare.ReadWrite).Dispose();
    }

    /// <summary>Whether every user of the machine can read it, as far as its own mode tells.</summary>
    public static bool IsOpenToAll(string databasePath) => !OperatingSystem.IsWindows()
        && (File.GetUnixFileMode(databasePath) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite)) != 0;

    // The lock file stays: deleted while another process opens it, it would let two processes in.
    public void Dispose()
    {
        try
        {
            File.Delete(_holderPath);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The folder has become read-only. The file does no harm: the next holder of the lock overwrites it.
        }
        finally
        {
            _held.Dispose();
        }
    }

    private static string Holder(string holderPath)
    {
        try
        {
            return int.TryParse(File.ReadAllText(holderPath), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                ? $"process {id.ToString(CultureInfo.InvariantCulture)}"
                : "another process";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "another process";
        }
    }
}
