using System.Runtime.CompilerServices;
using SampleService.Domain;

namespace SampleService.Storage.Sql;

/// <summary>
/// A database as the stores see it whose statements are the same for PostgreSQL and SQLite: those of administration and of history, where
/// a round trip more does not matter. Only this project can use it.
/// </summary>
public interface ISqlDatabase
{
    /// <summary>How the database writes what is not the same.</summary>
    internal SqlDialect Dialect { get; }

    /// <summary>Raised after each write that a state of the platform may refuse, but for those that nobody need know of.</summary>
    internal event Action? Written;

    /// <summary>Runs a query on a state that has every write acknowledged before in it.</summary>
    /// <param name="query">The query; may be run twice.</param>
    /// <param name="name">What metrics call it: the method of the store.</param>
    internal ValueTask<T> ReadAsync<T>(
        Func<ISqlSession, CancellationToken, Task<T>> query, CancellationToken cancellation, [CallerMemberName] string name = "");

    /// <summary>Runs queries on one snapshot of the database that has every write acknowledged before in it.</summary>
    /// <param name="query">The queries, and the moment of the snapshot; may be run twice.</param>
    /// <param name="name">What metrics call it: the method of the store.</param>
    internal ValueTask<T> ReadSnapshotAsync<T>(
        Func<ISqlSession, SnapshotMoment, CancellationToken, Task<T>> query, CancellationToken cancellation, [CallerMemberName] string name = "");

    /// <summary>Runs an operation in one transaction, which is on disk when this returns, or undone if it throws.</summary>
    /// <param name="operation">The operation; may be run several times.</param>
    /// <param name="isKept">Whether the result says that the transaction is to be committed; else it is undone.</param>
    /// <param name="isIdempotent">Whether, run again after an unknown outcome, it finds what it did; then it is, once.</param>
    /// <param name="cancellation">Ends the wait for the transaction to begin.</param>
    /// <param name="name">What metrics call it: the method of the store.</param>
    internal ValueTask<T> WriteAsync<T>(
        Func<ISqlSession, CancellationToken, Task<T>> operation, Func<T, bool> isKept, bool isIdempotent,
        CancellationToken cancellation, [CallerMemberName] string name = "");

    /// <summary>The same for what leaves no events, so that nobody is told of it; the result is kept whatever it is.</summary>
    internal ValueTask<T> WriteUntoldAsync<T>(
        Func<ISqlSession, CancellationToken, Task<T>> operation, bool isIdempotent, CancellationToken cancellation,
        [CallerMemberName] string name = "");

    /// <summary>The same for what no state of the platform refuses, such as a login.</summary>
    internal ValueTask<T> WriteInAnyStateAsync<T>(
        Func<ISqlSession, CancellationToken, Task<T>> operation, Func<T, bool> isKept, bool isIdempotent,
        CancellationToken cancellation, [CallerMemberName] string name = "");
}

/// <summary>A connection during one operation. On SQLite all its tasks are completed when they are returned.</summary>
internal interface ISqlSession
{
    /// <summary>Runs a statement for what it does.</summary>
    Task ExecuteAsync(SqlStatement statement, CancellationToken cancellation);

    /// <summary>Whether a statement has a row.</summary>
    Task<bool> ReadAnyAsync(SqlStatement statement, CancellationToken cancellation);

    /// <summary>What is read of the only row of a statement; default if there is none.</summary>
    Task<T?> ReadSingleAsync<T>(SqlStatement statement, Func<ISqlRow, T> read, CancellationToken cancellation);

    /// <summary>What is read of each row of a statement.</summary>
    Task<List<T>> ReadAllAsync<T>(SqlStatement statement, Func<ISqlRow, T> read, CancellationToken cancellation);
}

/// <summary>The row that is being read; columns are numbered from 0.</summary>
internal interface ISqlRow
{
    bool IsNull(int column);

    bool GetBoolean(int column);

    long GetInt64(int column);

    string GetString(int column);

    byte[] GetBytes(int column);

    UserName GetUser(int column) => new(GetString(column));

    Timestamp GetTimestamp(int column) => new(GetInt64(column));

    Timestamp? GetTimestampOrNull(int column) => IsNull(column) ? null : new Timestamp(GetInt64(column));
}
