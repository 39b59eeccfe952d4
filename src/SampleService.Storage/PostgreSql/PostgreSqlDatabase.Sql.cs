using SampleService.Domain;
using SampleService.Storage.Sql;

namespace SampleService.Storage.PostgreSql;

/// <content>What the stores use whose statements are the same for both databases.</content>
public sealed partial class PostgreSqlDatabase
{
    ValueTask<T> ISqlDatabase.ReadAsync<T>(
        Func<ISqlSession, CancellationToken, Task<T>> query, CancellationToken cancellation, string name) =>
        ReadAsync((session, token) => query(new SqlSession(session), token), cancellation, name);

    ValueTask<T> ISqlDatabase.ReadSnapshotAsync<T>(
        Func<ISqlSession, SnapshotMoment, CancellationToken, Task<T>> query, CancellationToken cancellation, string name) =>
        ReadAsync(
            async (session, token) =>
            {
                // Before the snapshot: what was under way then may be in it or not, what begins later takes later times.
                var moment = await FindMomentAsync(session, token).ConfigureAwait(false);
                return await session.InSnapshotAsync(() => query(new SqlSession(session), moment, token), token).ConfigureAwait(false);
            },
            cancellation, name);

    ValueTask<T> ISqlDatabase.WriteAsync<T>(
        Func<ISqlSession, CancellationToken, Task<T>> operation, Func<T, bool> isKept, bool isIdempotent,
        CancellationToken cancellation, string name) =>
        WriteAsync(
            (session, token) => session.InTransactionAsync(
                () => operation(new SqlSession(session), token), isKept, token),
            isIdempotent, cancellation, name);

    ValueTask<T> ISqlDatabase.WriteUntoldAsync<T>(
        Func<ISqlSession, CancellationToken, Task<T>> operation, bool isIdempotent, CancellationToken cancellation, string name) =>
        WriteUntoldAsync(
            (session, token) => session.InTransactionAsync(
                () => operation(new SqlSession(session), token), static _ => true, token),
            isIdempotent, cancellation, name);

    ValueTask<T> ISqlDatabase.WriteInAnyStateAsync<T>(
        Func<ISqlSession, CancellationToken, Task<T>> operation, Func<T, bool> isKept, bool isIdempotent,
        CancellationToken cancellation, string name) =>
        WriteInAnyStateAsync(
            (session, token) => session.InTransactionAsync(
                () => operation(new SqlSession(session), token), isKept, token),
            isIdempotent, cancellation, name);

    private async Task<SnapshotMoment> FindMomentAsync(PostgreSqlSession session, CancellationToken cancellation)
    {
        // Where the times are those of this process, the server is asked only about writes whose end is not known.
        var now = Now is { } own ? new Timestamp(own) : (Timestamp?)null;
        var oldest = _writes.Oldest;
        if (now is { } present && !_writes.HasLost)
            return new SnapshotMoment(present, Earlier(present, oldest));
        var (asked, transactions) = await session.ReadSingleAsync(
            new PostgreSqlStatement(MomentSql.Find), static row => (row.GetTimestamp(0), row.GetTimestampOrNull(1)), cancellation)
            .ConfigureAwait(false);
        if (now is not { } moment)
            return new SnapshotMoment(asked, Earlier(asked, transactions));
        _writes.ForgetLost(asked, transactions);
        return new SnapshotMoment(moment, Earlier(moment, oldest));
    }

    private static Timestamp Earlier(Timestamp moment, Timestamp? other) => other is { } given && given.CompareTo(moment) < 0 ? given : moment;
}
