using Microsoft.Extensions.Logging.Abstractions;
using SampleService.Storage.Sql;
using SampleService.Storage.Sqlite;
using SampleService.Storage.Tests.Specifications;

namespace SampleService.Storage.Tests.Sqlite;

/// <summary>Databases for the tests.</summary>
internal static class SqliteStores
{
    /// <summary>Opens a database in a folder.</summary>
    public static SqliteDatabase Open(TemporaryFolder folder, TimeProvider? clock = null) =>
        Open(new SqliteDatabaseOptions { Path = folder.Database }, clock);

    /// <summary>Opens a database.</summary>
    public static SqliteDatabase Open(SqliteDatabaseOptions options, TimeProvider? clock = null) =>
        SqliteDatabase.Open(options, clock ?? new SteppedClock(), NullLogger<SqliteDatabase>.Instance);

    /// <summary>Stores over a database of their own.</summary>
    /// <param name="clock">What times come from.</param>
    /// <param name="database">The database.</param>
    /// <param name="prepare">What is done to the file before.</param>
    public static Stores Fresh(TimeProvider clock, out SqliteDatabase database, Action<string>? prepare = null)
    {
        var folder = new TemporaryFolder();
        prepare?.Invoke(folder.Database);
        var opened = database = Open(folder, clock);
        return new Stores(
            new SampleStore(opened), new LinkStore(opened), new SearchStore(opened),
            new SearchIndexStore(opened, NullLogger<SearchIndexStore>.Instance), new BackfillStore(opened),
            async sql => await opened.WriteAsync(
                session =>
                {
                    session.ExecuteScript(sql);
                    return true;
                },
                default),
            async () =>
            {
                await opened.DisposeAsync();
                folder.Dispose();
            })
        {
            Access = new AccessStore(opened),
            Operations = new OperationStore(opened),
            Erasures = new ErasureStore(opened),
            Keys = new ServiceKeyStore(opened),
            History = new HistoryStore(opened),
            Events = new EventStore(opened),
            Senders = new EventSenderStore(opened),
            Webhooks = new WebhookStore(opened),
            Groups = new GroupStore(opened),
            Vocabularies = new VocabularyStore(opened),
            Templates = new TemplateStore(opened),
            Offers = new OfferStore(opened),
        };
    }

    /// <summary>The states of the platform and the samples of a database of their own.</summary>
    public static PlatformStateDatabase FreshPlatformStates(TimeProvider clock)
    {
        var folder = new TemporaryFolder();
        var opened = Open(folder, clock);
        return new PlatformStateDatabase(
            new PlatformStateStore(opened), new SampleStore(opened),
            () => opened.ReadAsync(session => session.Prepare("SELECT count(*) FROM samples").ReadSingle(row => row.GetInt64(0)), default),
            async () =>
            {
                await opened.DisposeAsync();
                folder.Dispose();
            });
    }

    /// <summary>Stores of the stand-alone upstream over a database of their own.</summary>
    public static StandaloneStores FreshStandalone()
    {
        var folder = new TemporaryFolder();
        var opened = Open(folder);
        return new StandaloneStores(new AccountStore(opened), new WorkspaceStore(opened), async () =>
        {
            await opened.DisposeAsync();
            folder.Dispose();
        });
    }
}
