using SampleService.Domain;
using SampleService.Storage;
using SampleService.Storage.Sqlite;

namespace SampleService.Server;

/// <summary>Puts a database behind the store interfaces.</summary>
internal static class StorageComposition
{
    public static void AddStorage(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(new LinkLimits(settings.LinkLimits.LinksPerObjectVersion, settings.LinkLimits.LinksPerSampleVersion));
        services.AddSingleton(provider => SqliteDatabase.Open(
            new SqliteDatabaseOptions { Path = PathOf(settings.Storage), MigrateOnStart = settings.Storage.MigrateOnStart },
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SqliteDatabase>>()));
        services.AddSingleton<IDatabaseOwnership, SoleOwnership>();
        services.AddSingleton<SampleFreshness>();
        services.AddSingleton<ISampleStore, SqliteSampleStore>();
        services.AddSingleton<ILinkStore, SqliteLinkStore>();
        services.AddSingleton<IAccountStore, SqliteAccountStore>();
        services.AddSingleton<IWorkspaceStore, SqliteWorkspaceStore>();
    }

    /// <summary>Opens the database now and not with the first call, so that a fault stops the start.</summary>
    public static void OpenStorage(this IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<SqliteDatabase>();
        }
        catch (Exception e) when (e is ServiceException or IOException or UnauthorizedAccessException)
        {
            var path = PathOf(services.GetRequiredService<Settings>().Storage);
            throw new StartException($"The database {path} cannot be opened: {(e.InnerException ?? e).Message.Split('\n')[0]}");
        }
    }

    /// <summary>How people call the database.</summary>
    public static string Describe(StorageOptions options) => Path.GetFullPath(PathOf(options));

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
