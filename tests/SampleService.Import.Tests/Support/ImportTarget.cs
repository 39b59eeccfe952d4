using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SampleService.Storage;

namespace SampleService.Import.Tests.Support;

/// <summary>A database that is imported into, and its services.</summary>
internal abstract class ImportTarget : IAsyncDisposable
{
    /// <summary>The kinds of database there are on this machine.</summary>
    public static TheoryData<string> Kinds => Testing.Postgres.PostgresBinaries.SkipReason is null ? new("SQLite", "PostgreSQL") : new("SQLite");

    /// <summary>A new database of a kind.</summary>
    public static async Task<ImportTarget> CreateAsync(string kind) => kind == "SQLite" ? new SqliteTarget() : await PostgresTarget.StartAsync();

    /// <summary>Runs something with its services, and ends the use of the database.</summary>
    public async Task<T> WithServicesAsync<T>(Func<IServiceProvider, Task<T>> use)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        services.AddSingleton(TimeProvider.System);
        AddStorage(services);
        services.AddArangoImport();
        await using var built = services.BuildServiceProvider();
        await built.GetRequiredService<DatabaseOpening>().RunAsync(null, default);
        return await use(built);
    }

    /// <summary>Imports a dump.</summary>
    public Task<ImportSummary> ImportAsync(ImportOptions options, Action<string>? tell = null, CancellationToken cancellation = default) =>
        WithServicesAsync(services => services.GetRequiredService<ArangoImport>().RunAsync(options, tell ?? (static _ => { }), cancellation));

    /// <summary>Everything that an import writes, a row a line, but for the times of the queue.</summary>
    public async Task<IReadOnlyList<string>> ReadAllAsync()
    {
        var lines = new List<string>();
        foreach (var (table, columns) in Tables)
            lines.AddRange((await QueryAsync($"SELECT {columns} FROM {table}")).Select(row => $"{table}: {row}").Order(StringComparer.Ordinal));
        return lines;
    }

    /// <summary>The rows of a query, columns divided by bars.</summary>
    public abstract Task<List<string>> QueryAsync(string sql);

    /// <summary>Runs a statement.</summary>
    public abstract Task ExecuteAsync(string sql);

    public abstract ValueTask DisposeAsync();

    protected abstract void AddStorage(IServiceCollection services);

    protected abstract string EventTable { get; }

    private IEnumerable<(string Table, string Columns)> Tables =>
    [
        ("samples", "id, owner, head, public_read, acl_version, acl_updated_at, created_at, ordinal, indexed"),
        ("sample_acls", "sample_id, user_name, level, ordinal"),
        ("sample_acl_changes", "sample_id, acl_version, changed_at, changed_by, as_admin, write_id, state"),
        ("sample_versions", "sample_id, version, name, saved_by, saved_at, write_id, node_count, node_tree"),
        ("sample_nodes", "sample_id, version, node_id, position, start, length, parent"),
        ("data_links", "id, workspace_id, object_id, object_version, data_id, sample_id, version, node_id, created_by, created_at, expired_by, expired_at, created_write_id, expired_write_id"),
        ("object_link_counts", "workspace_id, object_id, object_version, active"),
        ("sample_link_counts", "sample_id, version, active"),
        ("search_queue", "ordinal"),
        (EventTable, "type, sample_id"),
    ];
}
