using System.Data;
using SampleService.Storage.Batching;
using SampleService.Storage.Sql;

namespace SampleService.Storage.PostgreSql;

/// <summary>
/// Events in a PostgreSQL database, where they are without a position until their change is committed. Concurrent callers of one process
/// publish together; between processes an advisory lock decides, which ends with the transaction, however that ends.
/// </summary>
public sealed class OutboxEventStore : EventStore
{
    private readonly PostgreSqlDatabase _database;
    private readonly RequestBatcher<bool, int> _publishing;

    /// <summary>The events of a database.</summary>
    /// <param name="database">The database.</param>
    public OutboxEventStore(PostgreSqlDatabase database)
        : base(database)
    {
        _database = database;
        _publishing = new RequestBatcher<bool, int>(1, PublishForAllAsync);
    }

    /// <inheritdoc/>
    public override ValueTask<int> PublishAsync(CancellationToken cancellation) =>
        new(_publishing.SendAsync(true, cancellation).WaitAsync(cancellation));

    private async Task PublishForAllAsync(IReadOnlyList<PendingRequest<bool, int>> waiting)
    {
        var published = 0;
        int moved;
        do
        {
            moved = await PublishSomeAsync().ConfigureAwait(false);
            published += moved;
        }
        while (moved == OutboxSql.MaxEvents);

        foreach (var pending in waiting)
            pending.TrySetResult(published);
    }

    private async Task<int> PublishSomeAsync()
    {
        var (number, lag) = await _database.WriteUntoldAsync(
            (session, token) => session.RunAsync(
                [
                    new PostgreSqlStatement(OutboxSql.Lock),
                    new PostgreSqlStatement(OutboxSql.Publish).Bind((long)OutboxSql.MaxEvents).Bind(_database.Now),
                ],
                static async (rows, token) =>
                {
                    await rows.NextResultAsync(token).ConfigureAwait(false);
                    await rows.ReadAsync(token).ConfigureAwait(false);
                    return (Number: (int)rows.GetInt64(0), Lag: rows.IsDBNull(1) ? 0 : rows.GetInt64(1));
                },
                CommandBehavior.Default, token),
            isIdempotent: true, CancellationToken.None, "PublishEvents").ConfigureAwait(false);
        if (number > 0)
            StorageInstruments.CountPublished(number, TimeSpan.FromMilliseconds(lag));
        return number;
    }
}
