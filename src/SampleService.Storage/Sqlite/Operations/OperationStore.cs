using SampleService.Domain;

namespace SampleService.Storage.Sqlite;

/// <summary>
/// Does the operations of calls in a SQLite database: each call is one operation of the thread that writes. Of large ones one at a time stands in its
/// queue, in a transaction of its own, so any other write waits for one of them at most, however many there are.
/// </summary>
public sealed class OperationStore(SqliteDatabase database) : IOperationStore
{
    /// <summary>Operations, and nodes of samples, of a call that is not large: some 10 ms of the thread that writes.</summary>
    private const int MaxSmall = 100;

    private readonly SemaphoreSlim _largeTurn = new(1);

    /// <inheritdoc/>
    public ValueTask<StoredAnswer?> FindAnswerAsync(RequestKey request, OperationLimits limits, CancellationToken cancellation) =>
        database.ReadAsync(session => FindAnswer(session, request, limits.KeptSince(Timestamp.Now(database.Clock))), cancellation);

    /// <inheritdoc/>
    public async ValueTask<OperationReport> ApplyAsync(OperationCall call, OperationLimits limits, CancellationToken cancellation)
    {
        // What is not stored needs no turn among the writers.
        if (call.IsDryRun)
            return await database.ReadAsync(session => Run(session, call, limits), cancellation).ConfigureAwait(false);
        await database.SearchQueue.WaitForRoomAsync(cancellation).ConfigureAwait(false);
        if (SizeOf(call) <= MaxSmall)
            return await database.WriteAsync(session => Run(session, call, limits), cancellation).ConfigureAwait(false);
        await _largeTurn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await database.WriteLargeAsync(session => Run(session, call, limits), cancellation).ConfigureAwait(false);
        }
        finally
        {
            _largeTurn.Release();
        }
    }

    private static int SizeOf(OperationCall call) => call.Operations.Sum(static operation => 1 + operation switch
    {
        SaveNewSample save => save.Content.Nodes.Length,
        SaveNextVersion save => save.Content.Nodes.Length,
        _ => 0,
    });

    private OperationReport Run(SqliteSession session, OperationCall call, OperationLimits limits)
    {
        var now = Timestamp.Now(database.Clock);
        var keptSince = limits.KeptSince(now);
        if (call.Request is { } asked && FindAnswer(session, asked, keptSince) is { } earlier)
            return new OperationReport(default, earlier);

        var rows = OperationReader.Read(session, new OperationKeys(call.Operations), call.Caller.Actor, now);
        var state = new OperationState(call.Caller, limits.Links, rows);
        var outcome = OperationRun.Run(call.Operations, call.IsAtomic, !call.IsDryRun, state);
        var answer = call.WriteAnswer(outcome);
        if (outcome.IsApplied)
        {
            new OperationWriter(session, call.Caller, state).Write();
            if (call.Request is { } request)
                Keep(session, request, answer, now, keptSince);
            if (state.Changes.Versions.Count > 0)
                database.SearchQueue.Saves.Set();
        }

        return new OperationReport(answer, null);
    }

    private static void Keep(SqliteSession session, RequestKey request, ReadOnlyMemory<byte> answer, Timestamp now, Timestamp keptSince)
    {
        session.Prepare(OperationSql.ForgetRequest).Bind("@user", request.User.Value).Bind("@request", request.Id).Execute();
        session.Prepare(OperationSql.ForgetOldRequests).Bind("@since", keptSince.Milliseconds).Execute();
        session.Prepare(OperationSql.InsertRequest)
            .Bind("@user", request.User.Value).Bind("@request", request.Id).Bind("@hash", request.Hash).Bind("@now", now.Milliseconds)
            .BindText("@answer", answer.Span).Execute();
    }

    private static StoredAnswer? FindAnswer(SqliteSession session, RequestKey request, Timestamp keptSince) =>
        session.Prepare(OperationSql.FindAnswer)
            .Bind("@user", request.User.Value).Bind("@request", request.Id).Bind("@since", keptSince.Milliseconds)
            .ReadSingle(static row => new StoredAnswer(row.GetBytes(0), row.GetBytes(1)));
}
