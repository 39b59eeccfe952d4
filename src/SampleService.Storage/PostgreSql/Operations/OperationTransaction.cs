using SampleService.Domain;
using SampleService.Storage.Sql;

namespace SampleService.Storage.PostgreSql;

/// <summary>One run of a call, in a transaction.</summary>
/// <param name="database">Tells the time in exclusive mode.</param>
/// <param name="session">In the transaction.</param>
/// <param name="call">The call.</param>
/// <param name="limits">What bounds it.</param>
/// <param name="locks">The rows that it needs, as far as they are known; gets those that were found to be needed.</param>
internal sealed class OperationTransaction(
    PostgreSqlDatabase database, PostgreSqlSession session, OperationCall call, OperationLimits limits, OperationLocks locks)
{
    private static readonly RelationSql Relations = new(SqlDialect.PostgreSql);
    private static readonly GroupSql Groups = new(SqlDialect.PostgreSql);
    private static readonly TemplateSql Templates = new(SqlDialect.PostgreSql);
    private static readonly OfferSql Offers = new(SqlDialect.PostgreSql);

    public async Task<OperationAttempt> RunAsync(CancellationToken cancellation)
    {
        if (call.Request is { } request
            && await OperationRequests.ClaimAsync(session, request, limits, database.Now, cancellation).ConfigureAwait(false) is { } earlier)
            return new OperationAttempt(new OperationReport(default, earlier), false);

        if (locks.DependOnLinks)
            await OperationReader.FindLinkedAsync(session, locks, cancellation).ConfigureAwait(false);
        await OperationIdentifiers.FindSamplesAsync(session, locks, cancellation).ConfigureAwait(false);
        var relations = new OperationRelations(new SqlSession(session), Relations);
        await relations.FindSamplesAsync(locks.Keys.Relations, locks.AddLinked, cancellation).ConfigureAwait(false);
        var rows = await OperationReader.LockAsync(session, locks, () => database.Now, cancellation).ConfigureAwait(false);
        if (AddLinked(rows))
            return default;

        // Nobody else changes them now.
        var groups = new OperationGroups(new SqlSession(session), Groups);
        var templates = new OperationTemplates(new SqlSession(session), Templates);
        rows = rows with
        {
            Relations = await relations.ReadAsync(locks.Keys.Relations, cancellation).ConfigureAwait(false),
            Groups = await groups.ReadAsync(locks.Keys, call.Caller.Actor, cancellation).ConfigureAwait(false),
            Templates = await templates.ReadAsync(locks.Keys, call.Caller.Actor, cancellation).ConfigureAwait(false),
            Offers = await OfferRows.FindAsync(new SqlSession(session), Offers, locks.Keys.Offers, cancellation).ConfigureAwait(false),
        };
        var state = new OperationState(call.Caller, limits.Links, rows);
        var outcome = OperationRun.Run(call.Operations, call.IsAtomic, !call.IsDryRun, state);
        var answer = call.WriteAnswer(outcome);
        if (!outcome.IsApplied)
            return new OperationAttempt(new OperationReport(answer, null), false);
        return await groups.TryWriteAsync(state.Changes.Groups, cancellation).ConfigureAwait(false)
            && await templates.TryWriteAsync(state.Changes.Templates, cancellation).ConfigureAwait(false)
            && await new OperationWriter(session, call.Caller, state).TryWriteAsync(
            call.Request is { } kept ? OperationRequests.Keep(kept, answer) : null, cancellation).ConfigureAwait(false)
            ? new OperationAttempt(new OperationReport(answer, null), true)
            : default;
    }

    /// <summary>Whether something that is to be ended is of a sample, or of a data unit, that is not locked: it was made meanwhile.</summary>
    private bool AddLinked(OperationRows rows)
    {
        var isAdded = locks.AddActive(rows.ActiveLinks);
        foreach (var link in rows.ActiveLinks)
            if (locks.Keys.UnitsOfSamples.Contains(link.Unit))
                isAdded |= locks.AddLinked(link.Sample.Sample);
        foreach (var identifier in rows.Identifiers.Active)
            if (locks.Keys.Identifiers.NamesOfSamples.Contains(identifier.Name))
                isAdded |= locks.AddLinked(identifier.Sample);
        return isAdded;
    }
}
