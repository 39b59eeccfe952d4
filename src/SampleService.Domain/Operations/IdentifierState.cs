namespace SampleService.Domain;

/// <summary>Identifiers as the operations of a call see them, with the changes of those that are done. Used by one thread.</summary>
internal sealed class IdentifierState
{
    /// <summary>So many active ones a sample may have.</summary>
    private const int MaxOfSample = 100;

    private readonly OperationState _state;
    private readonly Dictionary<IdentifierName, SampleIdentifier> _active;
    private readonly Dictionary<IdentifierName, int> _added = [];
    private readonly Dictionary<SampleId, int> _counts;

    /// <summary>Before the first operation.</summary>
    public IdentifierState(OperationState state, IdentifierRows rows)
    {
        _state = state;
        _active = rows.Active.ToDictionary(static one => one.Name);
        _counts = new Dictionary<SampleId, int>(rows.Counts);
    }

    private IdentifierChanges Changes => _state.Changes.Identifiers;

    /// <summary>The active identifier of a name; null if there is none.</summary>
    public SampleIdentifier? Find(IdentifierName name) => _active.GetValueOrDefault(name);

    /// <summary>A new identifier, whose name is free.</summary>
    /// <exception cref="ServiceException">The sample has as many as it may have.</exception>
    public SampleIdentifier Add(IdentifierName name, SampleId sample, NodeId? node)
    {
        if (_counts.GetValueOrDefault(sample) >= MaxOfSample)
            throw ServiceException.Illegal($"Sample {sample} has {MaxOfSample} identifiers already");
        var added = new SampleIdentifier(name.Namespace, name.Value, sample, node, _state.At, _state.Caller.Actor, null, null);
        _active.Add(name, added);
        _added.Add(name, Changes.Added.Count);
        Changes.Added.Add(added);
        Changed(added, 1);
        return added;
    }

    /// <summary>Removes an active identifier: now, but not before it was added.</summary>
    public void Remove(SampleIdentifier active)
    {
        var removed = active with { Removed = Timestamp.Max(_state.At, active.Added), RemovedBy = _state.Caller.Actor };
        _active.Remove(active.Name);
        if (_added.Remove(active.Name, out var place))
            Changes.Added[place] = removed;
        else
            Changes.Removed.Add(removed);
        Changed(removed, -1);
    }

    private void Changed(SampleIdentifier identifier, int change)
    {
        _counts[identifier.Sample] = _counts.GetValueOrDefault(identifier.Sample) + change;
        _state.Changes.Events.Add(new ChangeEvent(EventType.IdentifierChange, _state.At, identifier.Sample) { Identifier = identifier.Name.ToString() });
    }
}

/// <summary>Identifiers that were changed.</summary>
public sealed class IdentifierChanges
{
    /// <summary>New ones as they are in the end: one may be removed already.</summary>
    public List<SampleIdentifier> Added { get; } = [];

    /// <summary>Those that were there and are removed.</summary>
    public List<SampleIdentifier> Removed { get; } = [];

    /// <summary>The new ones by their names, which is the order in which they are stored; those of one name in the order of the operations.</summary>
    public SampleIdentifier[] InOrder() =>
        [.. Added.OrderBy(static one => one.Name.ToString(), Comparer<string>.Create(ContractText.CompareByCodePoint))];
}
