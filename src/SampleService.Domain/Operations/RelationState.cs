namespace SampleService.Domain;

/// <summary>Relations as the operations of a call see them, with the changes of those that are done. Used by one thread.</summary>
internal sealed class RelationState
{
    /// <summary>So many active ones may start from a sample.</summary>
    private const int MaxFromSample = 1000;

    private readonly OperationState _state;
    private readonly Dictionary<Guid, Relation> _active;
    private readonly Dictionary<(RelationType, RelatedSample, RelatedSample), Relation> _bySense;
    private readonly Dictionary<Guid, int> _added = [];
    private readonly Dictionary<SampleId, int> _counts;
    private readonly Ancestry _ancestors;

    /// <summary>Before the first operation.</summary>
    public RelationState(OperationState state, RelationRows rows)
    {
        (_state, _ancestors) = (state, rows.Ancestors);
        _active = rows.Active.ToDictionary(static one => one.Id);
        _bySense = rows.Active.ToDictionary(static one => Sense(one.Type, one.From, one.To));
        _counts = new Dictionary<SampleId, int>(rows.Counts);
    }

    private RelationChanges Changes => _state.Changes.Relations;

    /// <summary>The active relation of an id; null if there is none.</summary>
    public Relation? FindActive(Guid id) => _active.GetValueOrDefault(id);

    /// <summary>The active relation that says the same; null if there is none.</summary>
    public Relation? FindActive(RelationType type, RelatedSample from, RelatedSample to) => _bySense.GetValueOrDefault(Sense(type, from, to));

    /// <exception cref="ServiceException"><see cref="ErrorKind.RelationNotPossible"/>: there are too many, or it would close a circle.</exception>
    public void RequireRoom(RelationType type, SampleId from, SampleId to)
    {
        if (_counts.GetValueOrDefault(from) >= MaxFromSample)
            throw Refusal($"More than {MaxFromSample} relations from sample {from}");
        if (type.IsSymmetric())
            return;
        // All relations of a sample that the call itself makes are those that it adds.
        if (!_ancestors.IsWhole)
            foreach (var made in _state.Changes.NewSamples)
                _ancestors.AddKnown(made);
        if (_ancestors.Has(to, from) is not { } closes)
            throw Refusal($"{to} has more than {Ancestry.MaxAncestors} ancestors");
        if (closes)
            throw Refusal($"{from} {RelationTypes.Names[(int)type]} {to} would close a circle");
    }

    /// <summary>A new relation.</summary>
    public Relation Add(Guid id, RelationType type, RelatedSample from, RelatedSample to)
    {
        var added = new Relation(id, type, from, to, _state.At, _state.Caller.Actor, null, null);
        _active.Add(id, added);
        _bySense.Add(Sense(type, from, to), added);
        _added.Add(id, Changes.Added.Count);
        Changes.Added.Add(added);
        Changed(added, 1);
        if (!type.IsSymmetric())
            _ancestors.Add(from.Sample, to.Sample);
        return added;
    }

    /// <summary>Ends an active relation: now, but not before it was made.</summary>
    public void End(Relation active)
    {
        var ended = active with { Ended = Timestamp.Max(_state.At, active.Created), EndedBy = _state.Caller.Actor };
        _active.Remove(active.Id);
        _bySense.Remove(Sense(active.Type, active.From, active.To));
        if (_added.TryGetValue(active.Id, out var place))
            Changes.Added[place] = ended;
        else
            Changes.Ended.Add(ended);
        Changed(ended, -1);
        if (!active.Type.IsSymmetric())
            _ancestors.Remove(active.From.Sample, active.To.Sample);
    }

    private void Changed(Relation relation, int change)
    {
        _counts[relation.From.Sample] = _counts.GetValueOrDefault(relation.From.Sample) + change;
        _state.Changes.Events.Add(new ChangeEvent(EventType.RelationChange, _state.At, relation.From.Sample) { Relation = relation.Id });
    }

    /// <summary>What a relation says, the same for both directions of one that says the same of both ends.</summary>
    private static (RelationType, RelatedSample, RelatedSample) Sense(RelationType type, RelatedSample from, RelatedSample to) =>
        type.IsSymmetric() && from.Sample.Value.CompareTo(to.Sample.Value) > 0 ? (type, to, from) : (type, from, to);

    private static ServiceException Refusal(string detail) => new(ErrorKind.RelationNotPossible, detail);
}

/// <summary>Relations that were changed.</summary>
public sealed class RelationChanges
{
    /// <summary>New ones as they are in the end: one may be ended already.</summary>
    public List<Relation> Added { get; } = [];

    /// <summary>Those that were there and are ended.</summary>
    public List<Relation> Ended { get; } = [];
}
