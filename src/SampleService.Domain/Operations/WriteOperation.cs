namespace SampleService.Domain;

/// <summary>
/// One of the writes of a call (docs/apply.md), checked as far as that goes without the database. It names the rows it needs, and, when they
/// are there and locked, decides by the rules and notes what is to be stored.
/// </summary>
public abstract record WriteOperation
{
    /// <summary>What else has to hold.</summary>
    public Preconditions Conditions { get; init; }

    /// <summary>What the services that know users and data have against it; it counts in its place among the checks. Null for nothing.</summary>
    public ServiceException? UpstreamFault { get; init; }

    /// <summary>Identifies what it writes.</summary>
    public WriteId WriteId { get; init; } = WriteId.New();

    /// <summary>Names the rows that it needs.</summary>
    public abstract void Name(OperationKeys keys);

    /// <summary>Makes all checks that are left, then changes the state.</summary>
    /// <returns>What its method gives.</returns>
    /// <exception cref="ServiceException">The first check that fails; the state is as it was.</exception>
    internal abstract OperationResult Apply(OperationState state);

    /// <exception cref="ServiceException">A service that was asked has something against it.</exception>
    protected void RequireUpstream()
    {
        if (UpstreamFault is not null)
            throw UpstreamFault;
    }

    /// <summary>The name alone, to keep contents out of logs.</summary>
    public sealed override string ToString() => GetType().Name;
}

/// <summary>An operation that has failed before the database was asked.</summary>
/// <param name="Fault">Why.</param>
public sealed record FailedOperation(ServiceException Fault) : WriteOperation
{
    /// <inheritdoc/>
    public override void Name(OperationKeys keys)
    {
    }

    internal override OperationResult Apply(OperationState state) => throw Fault;
}
