using SampleService.Domain;
using SampleService.Storage.Sql;

namespace SampleService.Storage.PostgreSql;

/// <summary>
/// How far senders have come, in a PostgreSQL database that several processes may use. Which one runs a sender is a row with an end, not a lock
/// of a session: it holds whatever becomes of connections, and its position is written in a transaction that locks that row.
/// </summary>
public sealed class LeasedEventSenderStore(PostgreSqlDatabase database) : EventSenderStore(database)
{
    /// <inheritdoc/>
    public override ValueTask<bool> HoldAsync(string sender, string process, TimeSpan lease, CancellationToken cancellation) => RunAsync(
        new PostgreSqlStatement(SenderLeaseSql.Hold)
            .Bind(database.Now).Bind(sender).Bind(process).Bind((long)lease.TotalMilliseconds), "HoldEventSender", cancellation);

    /// <inheritdoc/>
    public override async ValueTask ReleaseAsync(string sender, string process, CancellationToken cancellation) => await RunAsync(
        new PostgreSqlStatement(SenderLeaseSql.Release).Bind(sender).Bind(process), "ReleaseEventSender", cancellation).ConfigureAwait(false);

    internal override Task<bool> IsHeldAsync(ISqlSession session, string sender, string process, CancellationToken cancellation) =>
        session.ReadAnyAsync(new SqlStatement(SenderLeaseSql.IsHeld).Bind(sender).Bind(process), cancellation);

    private ValueTask<bool> RunAsync(PostgreSqlStatement statement, string name, CancellationToken cancellation) =>
        database.WriteUntoldAsync((session, token) => session.ReadAnyAsync(statement, token), isIdempotent: true, cancellation, name);
}
