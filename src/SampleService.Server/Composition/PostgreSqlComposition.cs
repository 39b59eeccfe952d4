using Npgsql;
using SampleService.Domain;
using SampleService.Storage;
using SampleService.Storage.PostgreSql;

namespace SampleService.Server;

/// <summary>The stores on PostgreSQL.</summary>
internal static class PostgreSqlComposition
{
    public static void Add(IServiceCollection services, StorageOptions options)
    {
        var sharing = options.Sharing ?? DatabaseSharing.Shared;
        var database = new PostgreSqlDatabaseOptions
        {
            ConnectionString = ConnectionStringOf(options).ConnectionString,
            Sharing = sharing,
            MigrateOnStart = options.MigrateOnStart ?? false,
        };
        // Once, while the service starts: nothing else goes on yet that the wait could block.
        services.AddSingleton(provider => Open(
            database with { Silo = GrainHosting.FindSiloIdentity(provider) }, provider, Describe(options)));
        services.AddSingleton<IDatabaseProbe>(provider => provider.GetRequiredService<PostgreSqlDatabase>());
        services.AddSingleton<IDatabaseOwnership>(provider => provider.GetRequiredService<PostgreSqlDatabase>());
        services.AddSingleton<ISampleStore, SampleStore>();
        services.AddSingleton<ILinkStore, LinkStore>();
        services.AddSingleton<IGrainStateStore, GrainStateStore>();
        services.AddSingleton<IAccountStore, PostgreSqlAccountStore>();
        services.AddSingleton<IWorkspaceStore, PostgreSqlWorkspaceStore>();
    }

    private static PostgreSqlDatabase Open(PostgreSqlDatabaseOptions options, IServiceProvider services, string title)
    {
        try
        {
            return PostgreSqlDatabase.OpenAsync(
                options,
                // Where several processes write, only the database knows one time for all.
                options.Sharing == DatabaseSharing.Exclusive ? services.GetRequiredService<TimeProvider>() : null,
                services.GetRequiredService<ILogger<PostgreSqlDatabase>>(),
                CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (ServiceException e) when (e.InnerException is { } cause)
        {
            throw new StartException($"The {title} cannot be used: {cause.Message.Split('\n')[0]}");
        }
    }

    public static string Describe(StorageOptions options)
    {
        var connection = ConnectionStringOf(options);
        return $"PostgreSQL database {connection.Database} on {connection.Host}";
    }

    private static NpgsqlConnectionStringBuilder ConnectionStringOf(StorageOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.ConnectionString))
            throw new StartException("Storage:ConnectionString has to be given with PostgreSQL, such as Host=...;Database=...;Username=...");
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(options.ConnectionString);
            if (string.IsNullOrEmpty(builder.Host) || string.IsNullOrEmpty(builder.Database))
                throw new StartException("Storage:ConnectionString has to name at least Host and Database");
            return builder;
        }
        catch (ArgumentException e)
        {
            // What the library says may repeat a password; the name of a parameter does not.
            throw new StartException(
                "Storage:ConnectionString is not a connection string of Npgsql"
                + (e.ParamName is { Length: > 0 } name ? $": {name} is not understood" : ""));
        }
    }
}
