using SampleService.Domain;

namespace SampleService.Storage.Sql;

/// <summary>
/// How far senders have come, in either database. Whoever has a SQLite database has it alone, so nothing but the database itself is held.
/// </summary>
public class EventSenderStore(ISqlDatabase database) : IEventSenderStore
{
    /// <inheritdoc/>
    public virtual ValueTask<bool> HoldAsync(string sender, string process, TimeSpan lease, CancellationToken cancellation) => new(true);

    /// <inheritdoc/>
    public virtual ValueTask ReleaseAsync(string sender, string process, CancellationToken cancellation) => default;

    /// <inheritdoc/>
    public async ValueTask<long> BeginAsync(string sender, CancellationToken cancellation) =>
        await database.ReadAsync((session, token) => FindAsync(session, sender, token), cancellation).ConfigureAwait(false)
        ?? await database.WriteUntoldAsync(
            async (session, token) =>
            {
                await session.ExecuteAsync(new SqlStatement(EventSenderSql.Insert).Bind(sender), token).ConfigureAwait(false);
                return (await FindAsync(session, sender, token).ConfigureAwait(false))!.Value;
            },
            isIdempotent: true, cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask<bool> AdvanceAsync(string sender, string process, long position, CancellationToken cancellation) =>
        database.WriteUntoldAsync(
            async (session, token) =>
            {
                if (!await IsHeldAsync(session, sender, process, token).ConfigureAwait(false))
                    return false;
                await session.ExecuteAsync(new SqlStatement(EventSenderSql.Advance).Bind(sender).Bind(position), token).ConfigureAwait(false);
                return true;
            },
            isIdempotent: true, cancellation);

    /// <summary>Whether a process runs a sender, and does so until the transaction has ended.</summary>
    internal virtual Task<bool> IsHeldAsync(ISqlSession session, string sender, string process, CancellationToken cancellation) =>
        Task.FromResult(true);

    private static Task<long?> FindAsync(ISqlSession session, string sender, CancellationToken cancellation) =>
        session.ReadSingleAsync(new SqlStatement(EventSenderSql.Find).Bind(sender), static row => (long?)row.GetInt64(0), cancellation);
}
