using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SampleService.Storage.PostgreSql;
using SampleService.Storage.Sql;
using SampleService.Storage.Sqlite;

namespace SampleService.Storage;

/// <summary>Registers the stores. They refuse everything until the database is open, which <see cref="DatabaseOpening"/> does.</summary>
public static class StorageServiceCollectionExtensions
{
    /// <summary>The stores in a SQLite database.</summary>
    /// <param name="services">Have to have a <see cref="TimeProvider"/> and loggers.</param>
    /// <param name="options">Where the database is.</param>
    /// <param name="explain">What is thrown in place of an exception while the database is opened; by default the exception.</param>
    public static IServiceCollection AddSampleStorage(
        this IServiceCollection services, SqliteDatabaseOptions options, Func<Exception, Exception>? explain = null)
    {
        services.AddSingleton(provider => new SqliteDatabase(
            options, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<SqliteDatabase>>()));
        services.AddSingleton(provider => new DatabaseOpening(
            // Blocks for as long as it takes, and cannot be broken off.
            (migrating, cancellation) =>
                Task.Run(() => provider.GetRequiredService<SqliteDatabase>().Open(migrating), CancellationToken.None).WaitAsync(cancellation),
            explain));
        services.AddSingleton<IDatabaseProbe>(static provider => provider.GetRequiredService<SqliteDatabase>());
        services.AddSingleton(static provider => provider.GetRequiredService<SqliteDatabase>().SchemaChange);
        services.AddSingleton<ISqlDatabase>(static provider => provider.GetRequiredService<SqliteDatabase>());
        services.AddSingleton<IDatabaseOwnership, SoleOwnership>();
        services.AddSingleton<ISampleStore, Sqlite.SampleStore>();
        services.AddSingleton<ILinkStore, Sqlite.LinkStore>();
        services.AddSingleton<IOperationStore, Sqlite.OperationStore>();
        services.AddSingleton<IErasureStore, Sqlite.ErasureStore>();
        services.AddSingleton<IAccessStore, Sqlite.AccessStore>();
        services.AddSingleton<ISearchStore, Sqlite.SearchStore>();
        services.AddSingleton<ISearchIndexStore, Sqlite.SearchIndexStore>();
        services.AddSingleton<IBackfillStore, Sqlite.BackfillStore>();
        services.AddSingleton<IBulkStore, Sqlite.BulkStore>();
        services.AddSingleton<IEventStore, EventStore>();
        services.AddSingleton<IEventSenderStore, EventSenderStore>();
        services.AddSingleton<GrainStateStore>();
        services.AddSingleton<IPlatformStateStore, Sqlite.PlatformStateStore>();
        return services.AddSharedStores();
    }

    /// <summary>The stores in a PostgreSQL database.</summary>
    /// <param name="services">Have to have a <see cref="TimeProvider"/> and loggers.</param>
    /// <param name="options">Where the database is, and which silo writes, which is known when the first store is asked for.</param>
    /// <param name="explain">What is thrown in place of an exception while the database is opened; by default the exception.</param>
    public static IServiceCollection AddSampleStorage(
        this IServiceCollection services, Func<IServiceProvider, PostgreSqlDatabaseOptions> options,
        Func<Exception, Exception>? explain = null)
    {
        services.AddSingleton(provider => Create(options(provider), provider));
        services.AddSingleton(provider => new DatabaseOpening(
            (migrating, cancellation) => provider.GetRequiredService<PostgreSqlDatabase>().OpenAsync(migrating, cancellation), explain));
        services.AddSingleton<IDatabaseProbe>(static provider => provider.GetRequiredService<PostgreSqlDatabase>());
        services.AddSingleton(static provider => provider.GetRequiredService<PostgreSqlDatabase>().SchemaChange);
        services.AddSingleton<ISqlDatabase>(static provider => provider.GetRequiredService<PostgreSqlDatabase>());
        services.AddSingleton<IDatabaseOwnership>(static provider => provider.GetRequiredService<PostgreSqlDatabase>());
        services.AddSingleton<ISampleStore, PostgreSql.SampleStore>();
        services.AddSingleton<ILinkStore, PostgreSql.LinkStore>();
        services.AddSingleton<IOperationStore, PostgreSql.OperationStore>();
        services.AddSingleton<IErasureStore, PostgreSql.ErasureStore>();
        services.AddSingleton<IAccessStore, PostgreSql.AccessStore>();
        services.AddSingleton<ISearchStore, PostgreSql.SearchStore>();
        services.AddSingleton<ISearchIndexStore, PostgreSql.SearchIndexStore>();
        services.AddSingleton<IBackfillStore, PostgreSql.BackfillStore>();
        services.AddSingleton<IBulkStore, PostgreSql.BulkStore>();
        services.AddSingleton<IEventStore, OutboxEventStore>();
        services.AddSingleton<IEventSenderStore, LeasedEventSenderStore>();
        services.AddSingleton<IPlatformStateStore, PostgreSql.PlatformStateStore>();
        return services.AddSharedStores();
    }

    private static IServiceCollection AddSharedStores(this IServiceCollection services) => services
        .AddSingleton<OwnershipEpoch>()
        .AddSingleton<ISessionStore, SessionStore>()
        .AddSingleton<IServiceKeyStore, ServiceKeyStore>()
        .AddSingleton<IHistoryStore, HistoryStore>()
        .AddSingleton<IOfferStore, OfferStore>()
        .AddSingleton<IWebhookStore, WebhookStore>()
        .AddSingleton<IGroupStore, GroupStore>()
        .AddSingleton<IVocabularyStore, VocabularyStore>()
        .AddSingleton<ITemplateStore, TemplateStore>()
        .AddSingleton<IAccountStore, AccountStore>()
        .AddSingleton<IWorkspaceStore, WorkspaceStore>();

    private static PostgreSqlDatabase Create(PostgreSqlDatabaseOptions options, IServiceProvider services) => new(
        options,
        // Where several processes write, only the clock of the database is the same for all.
        options.Sharing == DatabaseSharing.Exclusive ? services.GetRequiredService<TimeProvider>() : null,
        services.GetRequiredService<ILogger<PostgreSqlDatabase>>());
}
