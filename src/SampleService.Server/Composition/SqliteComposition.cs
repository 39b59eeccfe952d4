using SampleService.Storage;
using SampleService.Storage.PostgreSql;
using SampleService.Storage.Sqlite;

namespace SampleService.Server;

/// <summary>Settings of SQLite, and what operators are told of failures.</summary>
internal static class SqliteComposition
{
    public static void Add(IServiceCollection services, StorageOptions options)
    {
        if (options.Sharing == DatabaseSharing.Shared)
            throw new StartException("Storage:Sharing is Shared, but a SQLite database is for one process alone; use PostgreSql for several");
        FileSizeSignal.Ignore();
        var database = new SqliteDatabaseOptions { Path = PathOf(options), MigrateOnStart = options.MigrateOnStart ?? true };
        services.AddSampleStorage(database, exception => Explain(database.Path, exception));
    }

    private static Exception Explain(string path, Exception exception)
    {
        if (exception is not (IOException or UnauthorizedAccessException))
            return exception;
        var reason = exception is UnauthorizedAccessException ? "this user may not write there." : exception.Message;
        return new StartException(
            $"The database {Path.GetFullPath(path)} cannot be used: {reason} "
            + "Its folder has to be one that this user may write to; --Storage:DataDirectory names another");
    }

    /// <summary>The database file. Other parts of a connection string would change what is promised of the file.</summary>
    public static string PathOf(StorageOptions options)
    {
        if (options.ConnectionString is not { } text)
            return Path.Combine(options.DataDirectory, "samples.db");
        var parts = text.Split('=', 2, StringSplitOptions.TrimEntries);
        if (parts.Length == 2 && parts[0].Equals("Data Source", StringComparison.OrdinalIgnoreCase)
            && parts[1].TrimEnd(';') is { Length: > 0 } path && !path.Contains(';'))
            return path;
        throw new StartException("Storage:ConnectionString has to be Data Source=FILE and nothing else with SQLite");
    }
}
