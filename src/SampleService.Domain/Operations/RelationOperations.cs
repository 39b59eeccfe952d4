namespace SampleService.Domain;

/// <summary>Relates a sample to another one: it says something of the first.</summary>
/// <param name="Type">What it says.</param>
/// <param name="From">The sample that it says something of.</param>
/// <param name="To">The other one, which has to be readable and is not changed.</param>
public sealed record AddRelation(RelationType Type, RelatedReference From, RelatedReference To) : WriteOperation
{
    /// <inheritdoc/>
    public override void Name(OperationKeys keys)
    {
        keys.Relations.Add(Type, keys.FindId(From.Sample), keys.FindId(To.Sample));
        foreach (var end in (RelatedReference[])[From, To])
        {
            keys.Add(end.Sample);
            if (keys.FindId(end.Sample) is not { } id || end.Version is not { IsBeyondAll: false } number)
                continue;
            var version = new SampleVersionId(id, number.Value);
            keys.Versions.Add(version);
            if (end.Node is { } node)
                keys.Relations.Nodes.Add(new LinkedNode(version, node));
        }
    }

    internal override OperationResult Apply(OperationState state)
    {
        var (from, to) = (Resolve(state, From), Resolve(state, To));
        if (from.Sample == to.Sample)
            throw ServiceException.Illegal("from and to are the same sample");
        var sample = state.Require(from.Sample, AccessLevel.Write);
        var other = state.Require(to.Sample, AccessLevel.Read);
        RequireVersion(sample, from);
        RequireVersion(other, to);
        RequirePresent(state, from);
        RequirePresent(state, to);
        // Which nodes there are is content: nobody is told that of something withdrawn.
        RequireNode(state, from);
        RequireNode(state, to);
        Conditions.Require(sample);
        var (here, there) = (Stored(from), Stored(to));
        if (state.Relations.FindActive(Type, here, there) is { } active)
            return new MadeRelation(active);
        state.Relations.RequireRoom(Type, from.Sample, to.Sample);
        return new MadeRelation(state.Relations.Add(WriteId.Value, Type, here, there));
    }

    /// <summary>The end with the version that an earlier operation saved, where a node needs one.</summary>
    private static (SampleId Sample, VersionNumber? Version, NodeId? Node) Resolve(OperationState state, RelatedReference end)
    {
        var (id, saved) = state.Resolve(end.Sample);
        return (id, end.Version ?? (end.Node is null ? null : saved), end.Node);
    }

    private static void RequireVersion(SampleHeader sample, (SampleId Sample, VersionNumber? Version, NodeId? Node) end)
    {
        if (end.Version is { } version && version.Value > sample.Head)
            throw ServiceException.NoSuchVersion(end.Sample, version);
    }

    private static void RequireNode(OperationState state, (SampleId Sample, VersionNumber? Version, NodeId? Node) end)
    {
        if (end is { Version: { } version, Node: { } node } && !state.HasNode(new LinkedNode(new SampleVersionId(end.Sample, version.Value), node)))
            throw ServiceException.NoSuchNode(end.Sample, version, node);
    }

    private static void RequirePresent(OperationState state, (SampleId Sample, VersionNumber? Version, NodeId? Node) end)
    {
        state.RequirePresent(end.Sample);
        if (end.Version is { } version)
            state.RequirePresent(new SampleVersionId(end.Sample, version.Value));
    }

    private static RelatedSample Stored((SampleId Sample, VersionNumber? Version, NodeId? Node) end) => new(end.Sample, end.Version?.Value, end.Node);
}

/// <summary>One end of a relation that is to be made.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Version">A version of it; null for the sample as such, or, where there is a node, for the one that the operation saved by which the sample is named.</param>
/// <param name="Node">A node of that version; null for all of it.</param>
public readonly record struct RelatedReference(SampleReference Sample, VersionNumber? Version, NodeId? Node);

/// <summary>Ends a relation.</summary>
/// <param name="Relation">Identifies it.</param>
public sealed record EndRelation(Guid Relation) : WriteOperation
{
    /// <inheritdoc/>
    public override void Name(OperationKeys keys) => keys.Relations.AddEnded(Relation);

    internal override OperationResult Apply(OperationState state)
    {
        if (state.Relations.FindActive(Relation) is not { } active)
            throw NoSuch();
        // One that says the same of both is seen and ended from either.
        SampleId[] ends = active.Type.IsSymmetric() ? [active.From.Sample, active.To.Sample] : [active.From.Sample];
        var seen = Array.FindAll(ends, end => state.Allows(end, AccessLevel.Read));
        if (seen.Length == 0)
            throw NoSuch();
        var writable = Array.FindAll(seen, end => state.Allows(end, AccessLevel.Write));
        // A withdrawn end does not keep those who may write to the other.
        var own = writable.OrderBy(state.IsWithdrawn).Concat(seen).First();
        state.Require(own, AccessLevel.Write);
        state.RequirePresent(own);
        state.Relations.End(active);
        return OperationResult.None;
    }

    private ServiceException NoSuch() => new(ErrorKind.NoSuchRelation, Relation.ToString("D"));
}

/// <summary>A relation was made, or was there already.</summary>
/// <param name="Relation">The relation.</param>
public sealed record MadeRelation(Relation Relation) : OperationResult;
