using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SampleService.Storage.PostgreSql;
using SampleService.Storage.Sql;
using SampleService.Storage.Tests.Specifications;
using SampleService.Testing.Postgres;

namespace SampleService.Storage.Tests.PostgreSql;

/// <summary>Databases for the tests, in the server that they share.</summary>
internal static class PostgresStores
{
    /// <summary>Counts the counters of links that differ from what is to be counted.</summary>
    public const string WrongCounters =
        """
        SELECT (SELECT count(*) FROM object_link_counts AS c WHERE active <> (
                    SELECT count(*) FROM data_links AS l WHERE l.expired_at IS NULL
                    AND l.workspace_id = c.workspace_id AND l.object_id = c.object_id
                    AND l.object_version = c.object_version))
             + (SELECT count(*) FROM sample_link_counts AS c WHERE active <> (
                    SELECT count(*) FROM data_links AS l WHERE l.expired_at IS NULL
                    AND l.sample_id = c.sample_id AND l.version = c.version))
        """;

    /// <summary>A database with the schema of this program; its name.</summary>
    public static async Task<string> CreateDatabaseAsync()
    {
        var server = await PostgresServer.SharedAsync();
        return await server.CreateDatabaseAsync(
            "sample_service",
            connection => MigrateAsync(new PostgreSqlDatabaseOptions { ConnectionString = connection }));
    }

    /// <summary>Brings the schema of a database up to date.</summary>
    public static async Task MigrateAsync(PostgreSqlDatabaseOptions options)
    {
        await using var migrated = await PostgreSqlDatabase.OpenAsync(
            options with { MigrateOnStart = true }, null, NullLogger<PostgreSqlDatabase>.Instance, default);
    }

    /// <summary>How the stores connect to a database of the server.</summary>
    public static async Task<PostgreSqlDatabaseOptions> OptionsAsync(string database) => new()
    {
        ConnectionString = (await PostgresServer.SharedAsync()).ConnectionString(database),
        MinConnections = 0,
    };

    /// <summary>Opens a database of the server.</summary>
    public static async Task<PostgreSqlDatabase> OpenAsync(
        string database, TimeProvider? clock = null, DatabaseSharing sharing = DatabaseSharing.Shared,
        ILogger<PostgreSqlDatabase>? logger = null) =>
        await PostgreSqlDatabase.OpenAsync(
            await OptionsAsync(database) with { Sharing = sharing }, clock,
            logger ?? NullLogger<PostgreSqlDatabase>.Instance, default);

    /// <summary>Stores over a database of their own.</summary>
    public static async ValueTask<Stores> FreshAsync(TimeProvider? clock, string? name = null)
    {
        name ??= await CreateDatabaseAsync();
        var database = await OpenAsync(name, clock);
        var server = await PostgresServer.SharedAsync();
        return new Stores(
            new SampleStore(database), new LinkStore(database), new SearchStore(database),
            new SearchIndexStore(database, NullLogger<SearchIndexStore>.Instance), new BackfillStore(database), sql => server.ExecuteAsync(sql, name),
            async () =>
            {
                await database.DisposeAsync();
                await server.DropDatabaseAsync(name);
            })
        {
            Access = new AccessStore(database),
            Operations = new OperationStore(database),
            Erasures = new ErasureStore(database),
            Keys = new ServiceKeyStore(database),
            History = new HistoryStore(database),
            Events = new OutboxEventStore(database),
            Senders = new LeasedEventSenderStore(database),
            Webhooks = new WebhookStore(database),
            Groups = new GroupStore(database),
            Vocabularies = new VocabularyStore(database),
            Templates = new TemplateStore(database),
            Offers = new OfferStore(database),
        };
    }

    /// <summary>The states of the platform and the samples of a database of their own.</summary>
    public static async ValueTask<PlatformStateDatabase> FreshPlatformStatesAsync(TimeProvider clock)
    {
        var name = await CreateDatabaseAsync();
        var server = await PostgresServer.SharedAsync();
        var database = await OpenAsync(name, clock);
        return new PlatformStateDatabase(
            new PlatformStateStore(database), new SampleStore(database),
            async () => await server.ScalarAsync<long>("SELECT count(*) FROM samples", name),
            async () =>
            {
                await database.DisposeAsync();
                await server.DropDatabaseAsync(name);
            });
    }

    /// <summary>Stores of the stand-alone upstream over a database of their own.</summary>
    public static async ValueTask<StandaloneStores> FreshStandaloneAsync()
    {
        var name = await CreateDatabaseAsync();
        var database = await OpenAsync(name);
        return new StandaloneStores(new AccountStore(database), new WorkspaceStore(database), async () =>
        {
            await database.DisposeAsync();
            await (await PostgresServer.SharedAsync()).DropDatabaseAsync(name);
        });
    }
}
