using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>See <see cref="IIdentifierQueries"/>.</summary>
internal sealed class IdentifierQueries(
    IHistoryStore store, ICallerGroups groups, SampleCache cache, DocumentWriter writer, AnswerLimits limits) : IIdentifierQueries
{
    public async Task<IReadOnlyList<ResolvedIdentifier>> ResolveAsync(IdentifierQuery query, CancellationToken cancellation)
    {
        query = query with { Requester = await groups.CompleteAsync(query.Requester, cancellation) };
        var resolved = await store.ReadAsync((snapshot, token) => ResolveAsync(snapshot, query, token), cancellation);
        limits.Admit([.. resolved.Select(static one => one.State?.Sample).OfType<DocumentOrVersion>()]);
        return resolved;
    }

    private async Task<List<ResolvedIdentifier>> ResolveAsync(IHistorySnapshot snapshot, IdentifierQuery query, CancellationToken cancellation)
    {
        var found = (await snapshot.FindNamedIdentifiersAsync([.. query.Names.Distinct()], cancellation)).ToDictionary(static one => one.Name);
        var ids = found.Values.Select(static one => one.Sample).ToHashSet();
        var samples = (await snapshot.FindSamplesAsync(query.Requester, ids, null, cancellation))
            .Where(sample => AccessRules.Allows(query.Requester, AccessLevel.Read, sample.Level)).ToDictionary(static sample => sample.Id);
        var resolved = query.Names.Select(name => found.GetValueOrDefault(name) is { } one && samples.TryGetValue(one.Sample, out var sample)
            ? new ResolvedIdentifier(name) { Sample = sample.Id, Node = one.Node, Version = sample.Versions, IsWithdrawn = sample.Withdrawn is not null }
            : new ResolvedIdentifier(name)).ToList();
        if (query.Parts is not { } parts)
            return resolved;

        // As often as it is named: what is shown twice counts twice.
        var shown = resolved.Where(static one => one.Sample is not null).Select(static one => new SampleAddress(one.Sample!.Value, null)).ToList();
        if (shown.Count == 0)
            return resolved;
        var states = await new StateReader(
            snapshot, new StateQuery(query.Requester, shown, null, parts, ShowsWithdrawn: false, query.Workspaces), cache, writer).ReadAsync(cancellation);
        var next = 0;
        return resolved.ConvertAll(one => one.Sample is null ? one : one with { State = states.Samples[next++] });
    }
}
