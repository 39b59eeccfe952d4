using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>The sources of the history of one sample, as one requester sees it.</summary>
internal sealed class HistorySources
{
    /// <summary>States of ACLs may be long.</summary>
    private const int MaxAclBatch = 50;

    private const int MaxBatch = 1000;

    private readonly IHistorySnapshot _snapshot;
    private readonly HistoryQuery _query;
    private readonly SampleMoment _sample;
    private readonly bool _isAdmin;

    private HistorySources(IHistorySnapshot snapshot, HistoryQuery query, SampleMoment sample, bool isAdmin) =>
        (_snapshot, _query, _sample, _isAdmin) = (snapshot, query, sample, isAdmin);

    private delegate Task<IReadOnlyList<HistoryRow>> Load(TimedId after, int limit, CancellationToken cancellation);

    /// <summary>All of them in a fixed order, which cursors rely on; those of other kinds are empty.</summary>
    public static IReadOnlyList<HistorySource> Of(
        IHistorySnapshot snapshot, HistoryQuery query, SampleMoment sample, HistoryKinds kinds, bool isAdmin)
    {
        var sources = new HistorySources(snapshot, query, sample, isAdmin);
        var timed = TimeRange.Whole(query.From, query.To, query.Descending).After;
        var numbered = TimedId.OfNumber(default, NumberRange.Whole(query.From, query.To, query.Descending).After);
        (HistoryKinds Kind, TimedId Start, Load Load)[] all =
        [
            (HistoryKinds.Versions, numbered, sources.LoadVersionsAsync),
            (HistoryKinds.Acls, numbered, sources.LoadAclsAsync),
            (HistoryKinds.Links, timed, sources.LoadLinksAsync),
            (HistoryKinds.Links, timed, sources.LoadEndedLinksAsync),
            (HistoryKinds.Relations, timed, (after, limit, token) => sources.LoadRelationsAsync(false, after, limit, token)),
            (HistoryKinds.Relations, timed, (after, limit, token) => sources.LoadRelationsAsync(true, after, limit, token)),
            (HistoryKinds.Identifiers, timed, (after, limit, token) => sources.LoadIdentifiersAsync(false, after, limit, token)),
            (HistoryKinds.Identifiers, timed, (after, limit, token) => sources.LoadIdentifiersAsync(true, after, limit, token)),
            (HistoryKinds.Withdrawal, timed, sources.LoadWithdrawalsAsync),
        ];
        var places = query.After is { } position ? WalkPosition.Read(position, all.Length) : [.. all.Select(static source => source.Start)];
        return [.. all.Select((source, i) => kinds.HasFlag(source.Kind)
            ? new HistorySource(
                source.Kind, places[i], Math.Min(query.Limit + 1, BatchOf(source.Kind)), BatchOf(source.Kind), source.Load.Invoke)
            : new HistorySource(source.Kind, places[i], 1, 1, static (_, _, _) => Task.FromResult<IReadOnlyList<HistoryRow>>([])))];
    }

    private static int BatchOf(HistoryKinds kind) => kind == HistoryKinds.Acls ? MaxAclBatch : MaxBatch;

    private TimeRange TimeAfter(TimedId after) => TimeRange.Whole(_query.From, _query.To, _query.Descending) with { After = after };

    private NumberRange NumberAfter(TimedId after) => new(after.Number, _query.From, _query.To, _query.Descending);

    private async Task<IReadOnlyList<HistoryRow>> LoadVersionsAsync(TimedId after, int limit, CancellationToken cancellation) =>
        [.. (await _snapshot.ListVersionsAsync(_sample.Id, NumberAfter(after), limit, cancellation)).Select(version => new HistoryRow(
            TimedId.OfNumber(default, version.Version), version.Saved, new VersionSaved(Show(version))))];

    /// <summary>The name is content, which of something withdrawn only those see who may restore it.</summary>
    private VersionEntry Show(VersionEntry version) =>
        (version.IsWithdrawn || _sample.Withdrawn is not null) && !_isAdmin ? version with { Name = null } : version;

    private async Task<IReadOnlyList<HistoryRow>> LoadAclsAsync(TimedId after, int limit, CancellationToken cancellation) =>
        [.. (await _snapshot.ListAclChangesAsync(_sample.Id, NumberAfter(after), limit, cancellation)).Select(change => new HistoryRow(
            TimedId.OfNumber(default, change.AclVersion), change.At,
            // Before its first change a new sample was its creator's alone.
            new AclsChanged(change.IsFirstState ? change : change with { Before = change.Before ?? SampleAcls.OwnedBy(_sample.Creator) })))];

    private async Task<IReadOnlyList<HistoryRow>> LoadLinksAsync(TimedId after, int limit, CancellationToken cancellation) =>
        [.. (await _snapshot.ListLinksAsync(new SampleLinks(_sample.Id), TimeAfter(after), limit, cancellation)).Select(link => new HistoryRow(
            new TimedId(link.Created, link.Id.Value), link.Created, Show(link with { Expired = null, ExpiredBy = null })))];

    private async Task<IReadOnlyList<HistoryRow>> LoadEndedLinksAsync(TimedId after, int limit, CancellationToken cancellation) =>
        [.. (await _snapshot.ListLinksAsync(new EndedSampleLinks(_sample.Id), TimeAfter(after), limit, cancellation)).Select(link => new HistoryRow(
            new TimedId(link.Expired!.Value, link.Id.Value), link.Expired.Value, Show(link)))];

    private LinkChanged? Show(DataLink link) =>
        _query.Workspaces is null || _query.Workspaces.Contains(link.Unit.Upa.Workspace) ? new LinkChanged(link) : null;

    private async Task<IReadOnlyList<HistoryRow>> LoadRelationsAsync(bool byEnd, TimedId after, int limit, CancellationToken cancellation) =>
        [.. (await _snapshot.ListRelationsAsync(_query.Requester, _sample.Id, byEnd, TimeAfter(after), limit, cancellation)).Select(found =>
        {
            var visible = HistoryQueries.Show(found, _query.Requester);
            var at = byEnd ? found.Relation.Ended!.Value : found.Relation.Created;
            return new HistoryRow(
                new TimedId(at, found.Relation.Id), at,
                new RelationChanged(byEnd ? visible : visible with { Relation = found.Relation with { Ended = null, EndedBy = null } }));
        })];

    private async Task<IReadOnlyList<HistoryRow>> LoadIdentifiersAsync(bool byEnd, TimedId after, int limit, CancellationToken cancellation) =>
        [.. (await _snapshot.ListIdentifiersAsync(_sample.Id, byEnd, TimeAfter(after), limit, cancellation)).Select(found =>
        {
            var at = byEnd ? found.Identifier.Removed!.Value : found.Identifier.Added;
            return new HistoryRow(
                TimedId.OfNumber(at, found.Id), at,
                new IdentifierChanged(byEnd ? found.Identifier : found.Identifier with { Removed = null, RemovedBy = null }));
        })];

    private async Task<IReadOnlyList<HistoryRow>> LoadWithdrawalsAsync(TimedId after, int limit, CancellationToken cancellation) =>
        [.. (await _snapshot.ListWithdrawalsAsync(_sample.Id, TimeAfter(after), limit, cancellation)).Select(found => new HistoryRow(
            TimedId.OfNumber(found.At, found.Id), found.At, new WithdrawalChanged(found)))];
}
