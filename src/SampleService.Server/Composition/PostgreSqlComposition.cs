using Npgsql;
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
        services.AddSingleton(provider => PostgreSqlDatabase.OpenAsync(
            database,
            // Where several processes write, only the database knows one time for all.
            sharing == DatabaseSharing.Exclusive ? provider.GetRequiredService<TimeProvider>() : null,
            provider.GetRequiredService<ILogger<PostgreSqlDatabase>>(),
            CancellationToken.None).GetAwaiter().GetResult());
        services.AddSingleton<IDatabaseOwnership>(provider => provider.GetRequiredService<PostgreSqlDatabase>());
        services.AddSingleton<ISampleStore, PostgreSqlSampleStore>();
        services.AddSingleton<ILinkStore, PostgreSqlLinkStore>();
        services.AddSingleton<IAccountStore, PostgreSqlAccountStore>();
        services.AddSingleton<IWorkspaceStore, PostgreSqlWorkspaceStore>();
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
