namespace SampleService.Domain;

/// <summary>Links a data unit to a node.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Sample">The sample.</param>
/// <param name="Version">The version; null for the one that the operation saved by which the sample is named.</param>
/// <param name="Node">The node of that version.</param>
/// <param name="Update">Whether an active link of the unit may be replaced.</param>
public sealed record CreateDataLink(DataUnit Unit, SampleReference Sample, VersionNumber? Version, NodeId Node, bool Update) : WriteOperation
{
    /// <inheritdoc/>
    public override void Name(OperationKeys keys)
    {
        keys.Add(Sample);
        keys.Units.Add(Unit);
        keys.Add(Sample, Version, Node);
    }

    internal override OperationResult Apply(OperationState state)
    {
        var (id, saved) = state.Resolve(Sample);
        // In administration mode a missing sample comes after missing data.
        if (!state.Caller.Requester.IsAdministrator)
            state.Require(id, AccessLevel.Admin);
        RequireUpstream();
        var sample = state.Require(id);
        var version = Version ?? saved!.Value;
        if (version.Value > sample.Head)
            throw ServiceException.NoSuchVersion(id, version);
        var target = new SampleVersionId(id, version.Value);
        if (!state.HasNode(new LinkedNode(target, Node)))
            throw ServiceException.NoSuchNode(id, version, Node);
        state.RequirePresent(id);
        state.RequirePresent(target);
        var active = state.FindActive(Unit);
        var decision = LinkRules.Decide(Unit, active, target, Node, Update);
        Conditions.Require(sample);
        Conditions.Require(Unit, active);
        if (decision == LinkDecision.Keep)
            return new MadeLink(active!);
        state.RequireRoom(Unit, target, active);
        return new MadeLink(state.AddLink(Unit, target, Node, active, WriteId));
    }
}

/// <summary>Ends the active link of a data unit.</summary>
/// <param name="Unit">The unit.</param>
public sealed record ExpireDataLink(DataUnit Unit) : WriteOperation
{
    /// <inheritdoc/>
    public override void Name(OperationKeys keys)
    {
        keys.Units.Add(Unit);
        keys.UnitsOfSamples.Add(Unit);
    }

    internal override OperationResult Apply(OperationState state)
    {
        RequireUpstream();
        var active = state.FindActive(Unit) ?? throw new ServiceException(ErrorKind.NoSuchDataLink, Unit.ToString());
        state.Require(active.Sample.Sample, AccessLevel.Admin);
        Conditions.Require(Unit, active);
        state.EndLink(active, WriteId);
        return OperationResult.None;
    }
}
