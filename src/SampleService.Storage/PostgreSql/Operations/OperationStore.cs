using SampleService.Domain;

namespace SampleService.Storage.PostgreSql;

/// <summary>Does the operations of calls in a PostgreSQL database: a round trip to lock and read, one to store, one to commit.</summary>
public sealed class OperationStore(PostgreSqlDatabase database) : IOperationStore
{
    /// <summary>Each run after the first has seen more of what others did; so many others are never faster.</summary>
    private const int MaxRuns = 100;

    /// <inheritdoc/>
    public ValueTask<StoredAnswer?> FindAnswerAsync(RequestKey request, OperationLimits limits, CancellationToken cancellation) =>
        database.ReadAsync(
            (session, token) => session.ReadSingleAsync(
                new PostgreSqlStatement(OperationSql.FindAnswer).Bind(request.User.Value).Bind(request.Id)
                    .Bind(database.Now).Bind((long)limits.RequestsKept.TotalMilliseconds),
                OperationRequests.ReadAnswer, token),
            cancellation);

    /// <inheritdoc/>
    public async ValueTask<OperationReport> ApplyAsync(OperationCall call, OperationLimits limits, CancellationToken cancellation)
    {
        await database.SearchQueue.WaitForRoomAsync(cancellation).ConfigureAwait(false);
        var locks = new OperationLocks(new OperationKeys(call.Operations));
        for (var run = 1; run <= MaxRuns; run++)
        {
            var attempt = await database.WriteAsync(
                (session, token) =>
                {
                    var transaction = new OperationTransaction(database, session, call, limits, locks);
                    return session.InTransactionAsync(() => transaction.RunAsync(token), static attempt => attempt.IsKept, token);
                },
                isIdempotent: call.Request is not null, cancellation).ConfigureAwait(false);
            if (attempt.IsKept)
                database.SearchQueue.Saves.Set();
            if (attempt.Report is { } report)
                return report;
        }

        throw new InvalidOperationException("Others were always faster.");
    }
}

/// <summary>What became of a transaction.</summary>
/// <param name="Report">The report; null when it has to be run again, since others were faster.</param>
/// <param name="IsKept">Whether it is to be committed.</param>
internal readonly record struct OperationAttempt(OperationReport? Report, bool IsKept);
