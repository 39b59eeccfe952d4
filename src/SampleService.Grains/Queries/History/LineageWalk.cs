using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>
/// Walks along relations in one snapshot, one step after the other, with one query a step and a direction. It ends at samples that the requester may not
/// read: nothing depends on what lies behind them.
/// </summary>
internal sealed class LineageWalk(IHistorySnapshot snapshot, LineageQuery query)
{
    /// <summary>So many relations are looked at, whoever made them: anybody may relate samples of theirs to a public one.</summary>
    private const int MaxExamined = 50_000;

    private readonly Timestamp? _at = query.At is { } at && at.CompareTo(snapshot.Moment.Now) < 0 ? at : null;
    private readonly Dictionary<SampleId, int> _depths = [];
    private readonly Dictionary<Guid, Relation> _relations = [];
    private readonly HashSet<Guid> _hidden = [];
    private bool _isComplete;
    private int _left = MaxExamined;

    private Requester Requester => query.Requester;

    public async Task<Lineage> RunAsync(CancellationToken cancellation)
    {
        await RequireReadableAsync(cancellation);
        var starts = query.Samples.Distinct().OrderBy(static id => id.Value).Take(query.Limit).ToList();
        _isComplete = query.Samples.Distinct().Count() == starts.Count;
        foreach (var id in starts)
            _depths.Add(id, 0);
        var fronts = new Dictionary<LineageDirection, Front>();
        foreach (var direction in (LineageDirection[])[LineageDirection.Ancestors, LineageDirection.Descendants])
            if (query.Direction.HasFlag(direction))
                fronts.Add(direction, new Front(starts));
        for (var depth = 0; fronts.Values.Any(static front => front.Next.Count > 0); depth++)
            await StepAsync(fronts, depth, cancellation);
        return await DescribeAsync(cancellation);
    }

    private async Task RequireReadableAsync(CancellationToken cancellation)
    {
        var samples = (await snapshot.FindSamplesAsync(Requester, query.Samples.ToHashSet(), _at, cancellation)).ToDictionary(static sample => sample.Id);
        foreach (var id in query.Samples)
        {
            if (!samples.TryGetValue(id, out var sample))
                throw ServiceException.NoSuchSample(id);
            AccessRules.Require(query.Requester, AccessLevel.Read, id, sample.Level);
            if (sample.Versions == 0)
                throw new ServiceException(ErrorKind.NoSuchSample, $"{id} at {_at}");
        }
    }

    /// <summary>Looks at the relations of those that were found last, and goes on to the samples at their other ends.</summary>
    private async Task StepAsync(Dictionary<LineageDirection, Front> fronts, int depth, CancellationToken cancellation)
    {
        var found = new HashSet<SampleId>();
        foreach (var (direction, front) in fronts)
        {
            front.Found = [];
            if (front.Next.Count == 0)
                continue;
            foreach (var relation in await FindAsync(front.Next, direction, cancellation))
            {
                if (!Note(relation, direction))
                    continue;
                var other = OtherOf(relation);
                if (front.Seen.Contains(other))
                    continue;
                front.Found.Add(other);
                if (!_depths.ContainsKey(other))
                    found.Add(other);
            }
        }

        var room = depth == query.Depth ? 0 : Math.Max(0, query.Limit - _depths.Count);
        _isComplete &= found.Count <= room;
        foreach (var id in found.OrderBy(static id => id.Value).Take(room))
            _depths.Add(id, depth + 1);
        foreach (var front in fronts.Values)
        {
            // One that is shown for the other direction, at the last depth, is not left out.
            front.Next = depth == query.Depth ? [] : [.. front.Found.Where(_depths.ContainsKey)];
            front.Seen.UnionWith(front.Next);
        }
    }

    /// <summary>Whether the walk goes on along a relation; if not, it may count.</summary>
    private bool Note(FoundRelation found, LineageDirection direction)
    {
        if (AccessRules.Allows(query.Requester, AccessLevel.Read, found.OtherLevel))
        {
            _relations.TryAdd(found.Relation.Id, found.Relation);
            return true;
        }

        if (direction == LineageDirection.Ancestors)
            _hidden.Add(found.Relation.Id);
        return false;
    }

    private async Task<Lineage> DescribeAsync(CancellationToken cancellation)
    {
        // Relations among those that are shown start from one of them. A walk upwards has seen all of these.
        if (query.Direction != LineageDirection.Ancestors)
            foreach (var relation in await FindAsync(_depths.Keys, LineageDirection.Ancestors, cancellation))
                _ = Note(relation, query.Direction == LineageDirection.Both ? LineageDirection.Ancestors : LineageDirection.Descendants);
        var samples = await snapshot.FindSamplesAsync(Requester, _depths.Keys, _at, cancellation);
        var versions = samples.Select(static sample => new SampleVersionId(sample.Id, sample.Versions)).ToList();
        var names = await snapshot.FindNamesAsync(versions, cancellation);
        var withdrawn = await snapshot.FindWithdrawnAsync(versions, cancellation);
        var moment = _at ?? snapshot.Moment.Now;
        return new Lineage(
            moment, snapshot.Moment.IsSettled(moment),
            [.. samples.Select(sample => new LineageNode(
                sample.Id, _depths[sample.Id], NameOf(sample), sample.Owner, sample.Withdrawn is not null))
                .OrderBy(static node => node.Depth).ThenBy(static node => node.Id.Value)],
            [.. _relations.Values.Where(one => _depths.ContainsKey(one.From.Sample) && _depths.ContainsKey(one.To.Sample))
                .Select(static one => one with { Ended = null, EndedBy = null }).OrderBy(static one => one.Created).ThenBy(static one => one.Id)],
            _hidden.Count, _isComplete);

        // The name is content, which of something withdrawn only those see who may restore it.
        string? NameOf(SampleMoment sample) =>
            (sample.Withdrawn is not null || withdrawn.ContainsKey(new SampleVersionId(sample.Id, sample.Versions)))
                && !AccessRules.Allows(query.Requester, AccessLevel.Admin, sample.Level)
                ? null
                : names.GetValueOrDefault(sample.Id);
    }

    private async Task<IEnumerable<FoundRelation>> FindAsync(
        IReadOnlyCollection<SampleId> samples, LineageDirection direction, CancellationToken cancellation)
    {
        var found = await snapshot.FindLineageAsync(Requester, samples, direction == LineageDirection.Ancestors, query.Types, _at, _left + 1, cancellation);
        var looked = Math.Min(found.Count, _left);
        _isComplete &= looked == found.Count;
        _left -= looked;
        return found.Take(looked);
    }

    private static SampleId OtherOf(FoundRelation found) => found.Relation.From.Sample == found.Sample ? found.Relation.To.Sample : found.Relation.From.Sample;

    /// <summary>How far the walk in one direction has come.</summary>
    private sealed class Front(IEnumerable<SampleId> starts)
    {
        public HashSet<SampleId> Seen { get; } = [.. starts];

        public HashSet<SampleId> Next { get; set; } = [.. starts];

        public HashSet<SampleId> Found { get; set; } = [];
    }
}
