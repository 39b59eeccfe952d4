using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Server;

/// <summary>Puts a database behind the store interfaces.</summary>
internal static class StorageComposition
{
    /// <summary>Adds the stores on the database that the settings name.</summary>
    public static void AddStorage(this IServiceCollection services, Settings settings)
    {
        var links = new LinkLimits(settings.LinkLimits.LinksPerObjectVersion, settings.LinkLimits.LinksPerSampleVersion);
        services.AddSingleton(links);
        services.AddSingleton(new OperationLimits(links, TimeSpan.FromDays(settings.WriteLimits.RequestIdDays)));
        if (settings.Storage.Provider == StorageProvider.PostgreSql)
            PostgreSqlComposition.Add(services, settings.Storage);
        else
            SqliteComposition.Add(services, settings.Storage);
    }

    /// <summary>Opens the database.</summary>
    /// <param name="services">Have it.</param>
    /// <param name="migrating">Called before its schema is changed.</param>
    /// <param name="cancellation">Ends the wait for it.</param>
    /// <exception cref="StartException">It cannot be opened.</exception>
    public static async Task OpenStorageAsync(
        this IServiceProvider services, Action? migrating = null, CancellationToken cancellation = default)
    {
        try
        {
            await services.GetRequiredService<DatabaseOpening>().RunAsync(migrating, cancellation);
        }
        catch (Exception e) when (e is ServiceException or IOException or UnauthorizedAccessException)
        {
            var storage = services.GetRequiredService<Settings>().Storage;
            throw new StartException($"The database {Describe(storage)} cannot be opened: {(e.InnerException ?? e).Message.Split('\n')[0]}");
        }
    }

    /// <summary>How people call the database; without passwords.</summary>
    public static string Describe(StorageOptions options) => options.Provider == StorageProvider.PostgreSql
        ? PostgreSqlComposition.Describe(options)
        : Path.GetFullPath(SqliteComposition.PathOf(options));
}
