namespace SampleService.Domain;

/// <summary>Gives an identifier to a sample, or to a node of its newest version.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Node">The node; null for the sample itself.</param>
/// <param name="Identifier">The identifier.</param>
public sealed record AddIdentifier(SampleReference Sample, NodeId? Node, IdentifierName Identifier) : WriteOperation
{
    /// <inheritdoc/>
    public override void Name(OperationKeys keys)
    {
        keys.AddChanged(Sample);
        keys.Identifiers.Names.Add(Identifier);
        // Nodes that the call itself saves are known.
        if (Sample.Id is { } id && Node is { } node)
            keys.Identifiers.Nodes.Add((id, node));
    }

    internal override OperationResult Apply(OperationState state)
    {
        var id = state.Resolve(Sample).Sample;
        var sample = state.Require(id, AccessLevel.Write);
        IdentifierNamespace.RequireUser(Identifier.Namespace, state.Caller.Actor, state.Caller.ActorGroups);
        state.RequirePresent(id);
        if (Node is { } node && !state.HasNode(new LinkedNode(new SampleVersionId(id, sample.Head), node)))
            throw ServiceException.NoSuchNode(id, new VersionNumber(sample.Head), node);
        var active = state.Identifiers.Find(Identifier);
        // Whose it is it does not say.
        if (active is not null && (active.Sample != id || active.Node != Node))
            throw new ServiceException(ErrorKind.IdentifierInUse, Identifier.ToString());
        Conditions.Require(sample);
        return new MadeIdentifier(active ?? state.Identifiers.Add(Identifier, id, Node));
    }
}

/// <summary>Takes an identifier from the sample that has it.</summary>
/// <param name="Identifier">The identifier.</param>
public sealed record RemoveIdentifier(IdentifierName Identifier) : WriteOperation
{
    /// <inheritdoc/>
    public override void Name(OperationKeys keys)
    {
        keys.ChangeSamples();
        keys.Identifiers.Names.Add(Identifier);
        keys.Identifiers.NamesOfSamples.Add(Identifier);
    }

    internal override OperationResult Apply(OperationState state)
    {
        var active = state.Identifiers.Find(Identifier);
        if (active is null || !state.Allows(active.Sample, AccessLevel.Write))
            throw new ServiceException(ErrorKind.NoSuchIdentifier, Identifier.ToString());
        state.RequirePresent(active.Sample);
        state.Identifiers.Remove(active);
        return OperationResult.None;
    }
}

/// <summary>An identifier was added, or was there already.</summary>
/// <param name="Identifier">The identifier.</param>
public sealed record MadeIdentifier(SampleIdentifier Identifier) : OperationResult;
