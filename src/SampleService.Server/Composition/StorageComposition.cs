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
            new SqliteDatabaseOptions { Path = settings.Storage.EffectivePath, MigrateOnStart = settings.Storage.MigrateOnStart },
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SqliteDatabase>>()));
        services.AddSingleton<ISampleStore, SqliteSampleStore>();
        services.AddSingleton<ILinkStore, SqliteLinkStore>();
        services.AddSingleton<IAccountStore, SqliteAccountStore>();
        services.AddSingleton<IWorkspaceStore, SqliteWorkspaceStore>();
    }

    /// <summary>Opens the database now and not with the first call, so that a fault stops the start.</summary>
    public static void OpenStorage(this IServiceProvider services) => services.GetRequiredService<SqliteDatabase>();
}
