using SampleService.Domain;

namespace SampleService.Storage.PostgreSql;

/// <summary>One run of a call, in a transaction.</summary>
/// <param name="database">Tells the time in exclusive mode.</param>
/// <param name="session">In the transaction.</param>
/// <param name="call">The call.</param>
/// <param name="limits">What bounds it.</param>
/// <param name="keys">The rows that it needs.</param>
/// <param name="linked">Samples that it needs beside those, as far as they are known; gets those that were found to be needed.</param>
internal sealed class OperationTransaction(
    PostgreSqlDatabase database, PostgreSqlSession session, OperationCall call, OperationLimits limits, OperationKeys keys, HashSet<SampleId> linked)
{
    public async Task<OperationAttempt> RunAsync(CancellationToken cancellation)
    {
        if (call.Request is { } request
            && await OperationRequests.ClaimAsync(session, request, limits, database.Now, cancellation).ConfigureAwait(false) is { } earlier)
            return new OperationAttempt(new OperationReport(default, earlier), false);

        if (keys.UnitsOfSamples.Count > 0)
            await OperationReader.FindLinkedAsync(session, keys, linked, cancellation).ConfigureAwait(false);
        await OperationIdentifiers.FindSamplesAsync(session, keys.Identifiers, linked, cancellation).ConfigureAwait(false);
        var rows = await OperationReader.LockAsync(session, keys, linked, () => database.Now, cancellation).ConfigureAwait(false);
        if (AddLinked(rows))
            return default;

        var state = new OperationState(call.Caller, limits.Links, rows);
        var outcome = OperationRun.Run(call.Operations, call.IsAtomic, !call.IsDryRun, state);
        var answer = call.WriteAnswer(outcome);
        if (!outcome.IsApplied)
            return new OperationAttempt(new OperationReport(answer, null), false);
        return await new OperationWriter(session, call.Caller, state).TryWriteAsync(
            call.Request is { } kept ? OperationRequests.Keep(kept, answer) : null, cancellation).ConfigureAwait(false)
            ? new OperationAttempt(new OperationReport(answer, null), true)
            : default;
    }

    /// <summary>Whether something that is to be ended is of a sample that is not locked: it was made meanwhile.</summary>
    private bool AddLinked(OperationRows rows)
    {
        var isAdded = false;
        foreach (var link in rows.ActiveLinks)
            if (keys.UnitsOfSamples.Contains(link.Unit) && !keys.Samples.Contains(link.Sample.Sample))
                isAdded |= linked.Add(link.Sample.Sample);
        foreach (var identifier in rows.Identifiers.Active)
            if (keys.Identifiers.NamesOfSamples.Contains(identifier.Name) && !keys.Samples.Contains(identifier.Sample))
                isAdded |= linked.Add(identifier.Sample);
        return isAdded;
    }
}
