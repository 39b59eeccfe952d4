using Npgsql;
using SampleService.Domain;
using SampleService.Storage;
using SampleService.Storage.PostgreSql;

namespace SampleService.Server;

/// <summary>Settings of PostgreSQL, and what operators are told of failures.</summary>
internal static class PostgreSqlComposition
{
    public static void Add(IServiceCollection services, StorageOptions options)
    {
        var database = new PostgreSqlDatabaseOptions
        {
            ConnectionString = ConnectionStringOf(options).ConnectionString,
            Sharing = options.Sharing ?? DatabaseSharing.Shared,
            MigrateOnStart = options.MigrateOnStart ?? false,
        };
        var title = Describe(options);
        services.AddSampleStorage(
            provider => database with { Silo = GrainHosting.FindSiloIdentity(provider) },
            exception => exception is ServiceException { InnerException: { } cause }
                ? new StartException($"The {title} cannot be used: {cause.Message.Split('\n')[0]}")
                : exception);
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
