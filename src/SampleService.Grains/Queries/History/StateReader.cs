using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>Reads samples as of one moment from one snapshot: one query a kind of thing for all of them.</summary>
internal sealed class StateReader(IHistorySnapshot snapshot, StateQuery query, SampleCache cache, DocumentWriter writer)
{
    /// <summary>So many links may be in one answer.</summary>
    private const int MaxLinks = 10_000;

    private readonly Timestamp? _at = query.At is { } at && at.CompareTo(snapshot.Moment.Now) < 0 ? at : null;

    private Requester Requester => query.Requester;

    public async Task<StateAnswer> ReadAsync(CancellationToken cancellation)
    {
        var ids = query.Samples.Select(static asked => asked.Sample).ToHashSet();
        var samples = (await snapshot.FindSamplesAsync(Requester, ids, _at, cancellation)).ToDictionary(static sample => sample.Id);
        var states = query.Samples.ToHashSet().ToDictionary(static asked => asked, asked => Begin(asked, samples.GetValueOrDefault(asked.Sample)));
        await LookForWithdrawnAsync(states, samples, cancellation);
        await AddRightsAsync(states, samples, cancellation);
        await AddContentAsync(states, cancellation);
        await AddLinksAsync(states, cancellation);
        await AddRelationsAsync(states, cancellation);
        await AddIdentifiersAsync(states, cancellation);
        var moment = _at ?? snapshot.Moment.Now;
        return new StateAnswer(moment, snapshot.Moment.IsSettled(moment), [.. query.Samples.Select(asked => states[asked])]);
    }

    private bool Wants(StateParts part) => query.Parts.HasFlag(part);

    private bool IsAdmin(SampleMoment sample) => Requester.IsAdministrator || sample.Level >= AccessLevel.Admin;

    /// <summary>What is wrong with a sample, or its numbers.</summary>
    private SampleState Begin(SampleAddress asked, SampleMoment? sample)
    {
        var id = asked.Sample;
        SampleState Fails(ServiceException error) => new(id) { Error = error };
        if (sample is null)
            return Fails(ServiceException.NoSuchSample(id));
        try
        {
            AccessRules.Require(Requester, AccessLevel.Read, id, sample.Level);
        }
        catch (ServiceException error)
        {
            return Fails(error);
        }

        if (sample.Versions == 0)
            return Fails(new ServiceException(ErrorKind.NoSuchSample, $"{id} at {_at}"));
        var version = asked.Version ?? new VersionNumber(sample.Versions);
        return version.Value > sample.Versions
            ? Fails(ServiceException.NoSuchVersion(id, version))
            : new SampleState(id) { Version = version.Value, Versions = sample.Versions };
    }

    private async Task LookForWithdrawnAsync(
        Dictionary<SampleAddress, SampleState> states, Dictionary<SampleId, SampleMoment> samples, CancellationToken cancellation)
    {
        var withdrawn = await snapshot.FindWithdrawnAsync([.. Shown(states).Select(VersionOf)], cancellation);
        foreach (var (asked, state) in Shown(states).ToArray())
        {
            var sample = samples[asked.Sample];
            var tombstone = sample.Withdrawn is { } whole ? new Tombstone(sample.Id, null, whole)
                : withdrawn.TryGetValue(new(sample.Id, state.Version), out var version) ? new Tombstone(sample.Id, state.Version, version)
                : null;
            if (tombstone is null)
                continue;
            states[asked] = query.ShowsWithdrawn && IsAdmin(sample)
                ? state with { Tombstone = tombstone }
                : new SampleState(sample.Id)
                {
                    Tombstone = tombstone,
                    Error = ServiceException.Withdrawn(sample.Id, tombstone.Version, tombstone.Withdrawal),
                };
        }
    }

    private async Task AddRightsAsync(
        Dictionary<SampleAddress, SampleState> states, Dictionary<SampleId, SampleMoment> samples, CancellationToken cancellation)
    {
        var shown = Shown(states).Select(static entry => entry.Key.Sample).ToHashSet();
        if (shown.Count == 0)
            return;
        var kept = await snapshot.FindAclStatesAsync(shown, _at ?? Timestamp.Earliest, cancellation);
        var past = _at is { } moment
            ? shown.ToDictionary(static id => id, id => PastAcls.Of(samples[id], kept[id], moment))
            : [];
        var present = Wants(StateParts.Acls)
            ? await snapshot.FindAclsAsync(
                [.. shown.Where(id => _at is null || (past[id].IsPresent && IsAdmin(samples[id]))).Select(id => samples[id])], cancellation)
            : new Dictionary<SampleId, SampleAcls>();
        foreach (var (asked, state) in Shown(states).ToArray())
        {
            var sample = samples[asked.Sample];
            states[asked] = past.TryGetValue(sample.Id, out var then)
                ? state with
                {
                    Owner = !IsAdmin(sample) ? null : then.IsPresent ? sample.Owner : then.Acls?.Owner,
                    AclVersion = then.Version,
                    AclsRecordedSince = then.Since,
                    Acls = !IsAdmin(sample) || !Wants(StateParts.Acls) ? null : then.IsPresent ? present[sample.Id] : then.Acls,
                }
                : state with
                {
                    Owner = sample.Owner,
                    AclVersion = sample.AclVersion,
                    AclsRecordedSince = PastAcls.SinceOf(sample, kept[sample.Id].MinBy(static change => change.AclVersion)),
                    Acls = present.GetValueOrDefault(sample.Id),
                };
        }
    }

    private async Task AddContentAsync(Dictionary<SampleAddress, SampleState> states, CancellationToken cancellation)
    {
        if (!Wants(StateParts.Sample))
            return;
        var wanted = Shown(states).Select(VersionOf).ToHashSet();
        var found = new Dictionary<SampleVersionId, DocumentOrVersion>();
        foreach (var id in wanted)
            if (cache.FindDocument(id) is { } document)
                found[id] = new DocumentOrVersion(document, null);
        wanted.ExceptWith(found.Keys);
        if (wanted.Count > 0)
            foreach (var version in await snapshot.FindVersionsAsync(wanted, cancellation))
                found[version.Id] = new DocumentOrVersion(null, writer.Convert(version));
        foreach (var (asked, state) in Shown(states).ToArray())
            states[asked] = state with { Sample = found[new(asked.Sample, state.Version)] };
    }

    private async Task AddLinksAsync(Dictionary<SampleAddress, SampleState> states, CancellationToken cancellation)
    {
        if (!Wants(StateParts.Links))
            return;
        var versions = Shown(states).Select(VersionOf).ToHashSet();
        var links = versions.Count == 0 || query.Workspaces is { Count: 0 }
            ? []
            : await snapshot.FindLinksAsync(versions, _at, query.Workspaces, MaxLinks + 1, cancellation);
        var found = links.ToLookup(static link => link.Sample);
        var sum = query.Samples.Sum(asked => states[asked] is { Error: null } state ? found[new(asked.Sample, state.Version)].Count() : 0);
        if (links.Count > MaxLinks || sum > MaxLinks)
            throw ServiceException.Illegal($"samples have more than {MaxLinks} links: ask for fewer, or use find_links");
        // As they were: at the moment none of them had ended.
        foreach (var (asked, state) in Shown(states).ToArray())
            states[asked] = state with
            {
                Links = [.. found[new(asked.Sample, state.Version)].OrderBy(static link => link.Created).ThenBy(static link => link.Id.Value)
                    .Select(static link => link with { Expired = null, ExpiredBy = null })],
            };
    }

    private async Task AddRelationsAsync(Dictionary<SampleAddress, SampleState> states, CancellationToken cancellation)
    {
        if (!Wants(StateParts.Relations))
            return;
        var found = (await snapshot.FindRelationsAsync(Requester, [.. SamplesOf(states)], _at, cancellation))
            .ToLookup(static relation => relation.Sample, relation => HistoryQueries.Show(relation, Requester));
        foreach (var (asked, state) in Shown(states).ToArray())
            states[asked] = state with
            {
                Relations = [.. found[asked.Sample].Select(
                    static visible => visible with { Relation = visible.Relation with { Ended = null, EndedBy = null } })],
            };
    }

    private async Task AddIdentifiersAsync(Dictionary<SampleAddress, SampleState> states, CancellationToken cancellation)
    {
        if (!Wants(StateParts.Identifiers))
            return;
        var found = (await snapshot.FindIdentifiersAsync([.. SamplesOf(states)], _at, cancellation)).ToLookup(static identifier => identifier.Sample);
        foreach (var (asked, state) in Shown(states).ToArray())
            states[asked] = state with { Identifiers = [.. found[asked.Sample].Select(static one => one with { Removed = null, RemovedBy = null })] };
    }

    private static IEnumerable<KeyValuePair<SampleAddress, SampleState>> Shown(Dictionary<SampleAddress, SampleState> states) =>
        states.Where(static entry => entry.Value.Error is null);

    private static HashSet<SampleId> SamplesOf(Dictionary<SampleAddress, SampleState> states) => [.. Shown(states).Select(static entry => entry.Key.Sample)];

    private static SampleVersionId VersionOf(KeyValuePair<SampleAddress, SampleState> entry) => new(entry.Key.Sample, entry.Value.Version);
}
