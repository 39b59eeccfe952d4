using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SampleService.Storage.PostgreSql;
using SampleService.Storage.Sql;
using SampleService.Storage.Sqlite;

namespace SampleService.Storage;

/// <summary>Registers the stores. The database is opened when the first of them is asked for.</summary>
public static class StorageServiceCollectionExtensions
{
    /// <summary>The stores in a SQLite database.</summary>
    /// <param name="services">Have to have a <see cref="TimeProvider"/> and loggers.</param>
    /// <param name="options">Where the database is.</param>
    /// <param name="explain">What is thrown in place of an exception while the database is opened; by default the exception.</param>
    public static IServiceCollection AddSampleStorage(
        this IServiceCollection services, SqliteDatabaseOptions options, Func<Exception, Exception>? explain = null)
    {
        services.AddSingleton(provider => Explained(
            () => SqliteDatabase.Open(
                options, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<SqliteDatabase>>()),
            explain));
        services.AddSingleton<IDatabaseProbe>(static provider => provider.GetRequiredService<SqliteDatabase>());
        services.AddSingleton(static provider => provider.GetRequiredService<SqliteDatabase>().SchemaChange);
        services.AddSingleton<ISqlDatabase>(static provider => provider.GetRequiredService<SqliteDatabase>());
        services.AddSingleton<IDatabaseOwnership, SoleOwnership>();
        services.AddSingleton<ISampleStore, Sqlite.SampleStore>();
        services.AddSingleton<ILinkStore, Sqlite.LinkStore>();
        services.AddSingleton<IGrainStateStore, Sqlite.GrainStateStore>();
        return services.AddSharedStores();
    }

    /// <summary>The stores in a PostgreSQL database.</summary>
    /// <param name="services">Have to have a <see cref="TimeProvider"/> and loggers.</param>
    /// <param name="options">Where the database is, and which silo writes, which is known when the database is opened.</param>
    /// <param name="explain">What is thrown in place of an exception while the database is opened; by default the exception.</param>
    public static IServiceCollection AddSampleStorage(
        this IServiceCollection services, Func<IServiceProvider, PostgreSqlDatabaseOptions> options,
        Func<Exception, Exception>? explain = null)
    {
        services.AddSingleton(provider => Explained(() => Open(options(provider), provider), explain));
        services.AddSingleton<IDatabaseProbe>(static provider => provider.GetRequiredService<PostgreSqlDatabase>());
        services.AddSingleton(static provider => provider.GetRequiredService<PostgreSqlDatabase>().SchemaChange);
        services.AddSingleton<ISqlDatabase>(static provider => provider.GetRequiredService<PostgreSqlDatabase>());
        services.AddSingleton<IDatabaseOwnership>(static provider => provider.GetRequiredService<PostgreSqlDatabase>());
        services.AddSingleton<ISampleStore, PostgreSql.SampleStore>();
        services.AddSingleton<ILinkStore, PostgreSql.LinkStore>();
        services.AddSingleton<IGrainStateStore, PostgreSql.GrainStateStore>();
        return services.AddSharedStores();
    }

    private static IServiceCollection AddSharedStores(this IServiceCollection services) => services
        .AddSingleton<OwnershipEpoch>()
        .AddSingleton<IAccountStore, AccountStore>()
        .AddSingleton<IWorkspaceStore, WorkspaceStore>();

    // Blocks, but while the service starts nothing else runs yet.
    private static PostgreSqlDatabase Open(PostgreSqlDatabaseOptions options, IServiceProvider services) =>
        PostgreSqlDatabase.OpenAsync(
            options,
            // Where several processes write, only the clock of the database is the same for all.
            options.Sharing == DatabaseSharing.Exclusive ? services.GetRequiredService<TimeProvider>() : null,
            services.GetRequiredService<ILogger<PostgreSqlDatabase>>(),
            CancellationToken.None).GetAwaiter().GetResult();

    private static T Explained<T>(Func<T> open, Func<Exception, Exception>? explain)
    {
        try
        {
            return open();
        }
        catch (Exception exception) when (explain?.Invoke(exception) is { } told && told != exception)
        {
            throw told;
        }
    }
}
