using SampleService.Domain;
using SampleService.Storage;
using SampleService.Storage.PostgreSql;

namespace SampleService.Server;

/// <summary>Settings of PostgreSQL, and what operators are told of failures.</summary>
internal static class PostgreSqlComposition
{
    private const string Setting = "Storage:ConnectionString";

    public static void Add(IServiceCollection services, StorageOptions options)
    {
        var database = new PostgreSqlDatabaseOptions
        {
            ConnectionString = ConnectionStringOf(options),
            Sharing = options.Sharing ?? DatabaseSharing.Shared,
            MigrateOnStart = options.MigrateOnStart ?? false,
        };
        var title = Describe(options);
        services.AddSampleStorage(
            provider => database with { Silo = GrainHosting.FindSiloIdentity(provider) },
            exception => exception switch
            {
                ConnectionStringException refused => Refuse(refused),
                UnsuitableServerException unsuitable => CannotUse(title, unsuitable.Message),
                ServiceException { InnerException: { } cause } => CannotUse(title, Reasons(cause)),
                _ => exception,
            });
    }

    public static string Describe(StorageOptions options)
    {
        var connection = Parse(options);
        return $"PostgreSQL database {connection.Database} on {connection.Host}";
    }

    /// <summary>What every connection of this process to the database is made with, those of Orleans too.</summary>
    public static string ConnectionStringOf(StorageOptions options) => Parse(options).ConnectionString;

    private static Npgsql.NpgsqlConnectionStringBuilder Parse(StorageOptions options)
    {
        try
        {
            return PostgreSqlConnectionString.Parse(options.ConnectionString);
        }
        catch (ConnectionStringException exception)
        {
            throw Refuse(exception);
        }
    }

    private static StartException Refuse(ConnectionStringException exception) => new($"{Setting} {exception.Message}");

    private static StartException CannotUse(string title, string reason) =>
        new($"{Setting} names the {title}, which cannot be used: {reason}");

    /// <summary>Of several hosts each has its own.</summary>
    private static string Reasons(Exception cause) => cause.InnerException is AggregateException several
        ? string.Join("; ", several.InnerExceptions.Select(Reasons).Distinct())
        : cause.Message.Split('\n')[0];
}
