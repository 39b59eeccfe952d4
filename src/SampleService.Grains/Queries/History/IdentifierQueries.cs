using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>See <see cref="IIdentifierQueries"/>.</summary>
internal sealed class IdentifierQueries(IHistoryStore store, SampleCache cache, DocumentWriter writer, AnswerLimits limits) : IIdentifierQueries
{
    public async Task<IReadOnlyList<ResolvedIdentifier>> ResolveAsync(IdentifierQuery query, CancellationToken cancellation)
    {
        var resolved = await store.ReadAsync((snapshot, token) => ResolveAsync(snapshot, query, token), cancellation);
        limits.Admit([.. resolved.Select(static one => one.State?.Sample).OfType<DocumentOrVersion>()]);
        return resolved;
    }

    private async Task<List<ResolvedIdentifier>> ResolveAsync(IHistorySnapshot snapshot, IdentifierQuery query, CancellationToken cancellation)
    {
        var found = (await snapshot.FindNamedIdentifiersAsync([.. query.Names.Distinct()], cancellation)).ToDictionary(static one => one.Name);
        var ids = found.Values.Select(static one => one.Sample).ToHashSet();
        var samples = (await snapshot.FindSamplesAsync(query.Requester.User, ids, null, cancellation))
            .Where(sample => AccessRules.Allows(query.Requester, AccessLevel.Read, sample.Level)).ToDictionary(static sample => sample.Id);
        var states = query.Parts is { } parts && samples.Count > 0
            ? (await new StateReader(
                snapshot,
                new StateQuery(
                    query.Requester, [.. samples.Keys.Select(static id => new SampleAddress(id, null))], null, parts, ShowsWithdrawn: false,
                    query.Workspaces),
                cache, writer).ReadAsync(cancellation)).Samples.ToDictionary(static state => state.Id)
            : [];
        return [.. query.Names.Select(name => found.GetValueOrDefault(name) is { } one && samples.TryGetValue(one.Sample, out var sample)
            ? new ResolvedIdentifier(name)
            {
                Sample = sample.Id,
                Node = one.Node,
                Version = sample.Versions,
                IsWithdrawn = sample.Withdrawn is not null,
                State = states.GetValueOrDefault(sample.Id),
            }
            : new ResolvedIdentifier(name))];
    }
}
