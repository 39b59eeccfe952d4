namespace SampleService.Domain;

/// <summary>Ends one link, also where its data is gone.</summary>
/// <param name="Link">The link.</param>
public sealed record EndLink(LinkId Link) : WriteOperation
{
    /// <summary>Whether the caller may read the workspace of the data: then they may know of the link.</summary>
    public bool IsDataReadable { get; init; }

    /// <inheritdoc/>
    public override void Name(OperationKeys keys) => keys.Links.Add(Link);

    internal override OperationResult Apply(OperationState state)
    {
        var link = state.FindLink(Link) ?? throw NoSuchLink();
        if (!IsDataReadable && !AccessRules.Allows(state.Caller.Requester, AccessLevel.Read, state.Require(link.Sample.Sample)))
            throw NoSuchLink();
        state.Require(link.Sample.Sample, AccessLevel.Admin);
        RequireUpstream();
        var active = state.FindActive(link.Unit);
        if (active?.Id != Link)
            throw NoSuchLink();
        state.EndLink(active, WriteId);
        return OperationResult.None;
    }

    private ServiceException NoSuchLink() => new(ErrorKind.NoSuchDataLink, Link.ToString());
}
