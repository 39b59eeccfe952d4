using System.Data;
using Npgsql;

namespace SampleService.Storage.PostgreSql;

/// <summary>A connection while one operation has it.</summary>
/// <param name="connection">The connection.</param>
/// <param name="guard">A statement that comes first in each transaction, in the same round trip, and fails if it must not be; null for none.</param>
internal sealed class PostgreSqlSession(NpgsqlConnection connection, PostgreSqlStatement? guard = null)
{
    private bool _isInTransaction;
    private bool _isGuarded;
    private string? _opening;

    /// <summary>Runs a statement and gives what is read of its only row; default if there is none.</summary>
    public Task<T?> ReadSingleAsync<T>(
        PostgreSqlStatement statement, Func<NpgsqlDataReader, T> read, CancellationToken cancellation) =>
        RunAsync([statement], (reader, token) => ReadRowAsync(reader, read, token), CommandBehavior.Default, cancellation);

    /// <summary>Runs a statement and gives what is read of each of its rows.</summary>
    public Task<List<T>> ReadAllAsync<T>(
        PostgreSqlStatement statement, Func<NpgsqlDataReader, T> read, CancellationToken cancellation,
        CommandBehavior behavior = CommandBehavior.Default) =>
        RunAsync(
            [statement],
            async (reader, token) =>
            {
                var rows = new List<T>();
                while (await reader.ReadAsync(token).ConfigureAwait(false))
                    rows.Add(read(reader));
                return rows;
            },
            behavior, cancellation);

    /// <summary>Whether a statement has a row.</summary>
    public Task<bool> ReadAnyAsync(PostgreSqlStatement statement, CancellationToken cancellation) =>
        RunAsync([statement], static (reader, token) => reader.ReadAsync(token), CommandBehavior.Default, cancellation);

    /// <summary>Runs a statement for what it does.</summary>
    public Task ExecuteAsync(PostgreSqlStatement statement, CancellationToken cancellation) =>
        ReadAnyAsync(statement, cancellation);

    /// <summary>
    /// Runs statements in one round trip and, unless one is begun, one transaction. Each of them sees what was
    /// committed before it began. When this returns, all of it is committed.
    /// </summary>
    public async Task<T> RunAsync<T>(
        IEnumerable<PostgreSqlStatement> statements, Func<NpgsqlDataReader, CancellationToken, Task<T>> read,
        CommandBehavior behavior, CancellationToken cancellation)
    {
        var batch = new NpgsqlBatch(connection);
        await using var _ = batch.ConfigureAwait(false);
        if (_opening is not null)
            batch.BatchCommands.Add(new NpgsqlBatchCommand(_opening));
        _opening = null;
        var needsGuard = guard is not null && !(_isInTransaction && _isGuarded);
        if (needsGuard)
            batch.BatchCommands.Add(guard!.Command);
        foreach (var statement in statements)
            batch.BatchCommands.Add(statement.Command);
        var reader = await batch.ExecuteReaderAsync(behavior, cancellation).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        if (needsGuard)
            _isGuarded = await reader.NextResultAsync(cancellation).ConfigureAwait(false);
        var result = await read(reader, cancellation).ConfigureAwait(false);

        // Whether the commit succeeded is said after the last row.
        while (await reader.NextResultAsync(cancellation).ConfigureAwait(false))
        {
        }

        return result;
    }

    /// <summary>Reads the only row of the result the reader stands on; default if there is none.</summary>
    public static async Task<T?> ReadRowAsync<T>(
        NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, CancellationToken cancellation) =>
        await reader.ReadAsync(cancellation).ConfigureAwait(false) ? read(reader) : default;

    /// <summary>Runs queries of several round trips on one snapshot, which is taken when the first begins.</summary>
    public async Task<T> InSnapshotAsync<T>(Func<Task<T>> queries, CancellationToken cancellation)
    {
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation).ConfigureAwait(false);
        await using var _ = transaction.ConfigureAwait(false);
        _isInTransaction = true;
        // It goes along with the first query.
        _opening = "SET TRANSACTION READ ONLY";
        var result = await queries().ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        return result;
    }

    /// <summary>Runs an operation of several round trips in one transaction.</summary>
    /// <param name="operation">What is to be done.</param>
    /// <param name="isKept">Whether the result says that it is to be committed; else it is undone.</param>
    public async Task<T> InTransactionAsync<T>(
        Func<Task<T>> operation, Func<T, bool> isKept, CancellationToken cancellation)
    {
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellation)
            .ConfigureAwait(false);
        await using var _ = transaction.ConfigureAwait(false);
        _isInTransaction = true;
        var result = await operation().ConfigureAwait(false);
        if (isKept(result))
            await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        return result;
    }
}
