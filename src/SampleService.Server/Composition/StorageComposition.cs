using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Server;

/// <summary>Puts a database behind the store interfaces.</summary>
internal static class StorageComposition
{
    /// <summary>Adds the stores on the database that the settings name.</summary>
    public static void AddStorage(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(new LinkLimits(settings.LinkLimits.LinksPerObjectVersion, settings.LinkLimits.LinksPerSampleVersion));
        if (settings.Storage.Provider == StorageProvider.PostgreSql)
            PostgreSqlComposition.Add(services, settings.Storage);
        else
            SqliteComposition.Add(services, settings.Storage);
    }

    /// <summary>Opens the database now and not with the first call, so that a fault stops the start.</summary>
    public static void OpenStorage(this IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<ISampleStore>();
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
