namespace SampleService.Domain;

/// <summary>The outcome of a request to link a data unit.</summary>
public enum LinkDecision
{
    /// <summary>The unit has no active link: create one.</summary>
    Create,

    /// <summary>Expire the active link and create a new one.</summary>
    Replace,

    /// <summary>The active link is the requested one: nothing changes.</summary>
    Keep,
}

/// <summary>Rules for creating, replacing and expiring links (docs/api/links.md).</summary>
public static class LinkRules
{
    /// <summary>Decides on a request to link a unit, given its active link.</summary>
    /// <param name="active">The active link of the unit; null if there is none.</param>
    /// <param name="target">The sample version to link to.</param>
    /// <param name="node">The node to link to.</param>
    /// <param name="update">Whether an active link may be replaced.</param>
    /// <exception cref="ServiceException">There is an active link and it may not be replaced.</exception>
    public static LinkDecision Decide(DataUnit unit, DataLink? active, SampleVersionId target, NodeId node, bool update)
    {
        if (active is null)
            return LinkDecision.Create;
        if (!update)
            throw new ServiceException(ErrorKind.DataLinkExists, unit.ToString());
        return active.Sample == target && active.Node == node ? LinkDecision.Keep : LinkDecision.Replace;
    }

    /// <summary>
    /// When a new link becomes active: now, but after the start of the link that it replaces. So exactly one of them is
    /// active at every millisecond, even if the clock goes back.
    /// </summary>
    public static Timestamp CreationTime(Timestamp now, DataLink? replaced) =>
        replaced is null ? now : Timestamp.Max(now, replaced.Created.Plus(1));

    /// <summary>When an expired link was last active: now, but not before it was created.</summary>
    public static Timestamp ExpiryTime(Timestamp now, DataLink link) => Timestamp.Max(now, link.Created);

    /// <summary>The object version has reached its limit of active links.</summary>
    public static ServiceException TooManyFromObject(Upa upa, int limit) =>
        new(ErrorKind.TooManyDataLinks, $"More than {limit} links from workspace object {upa}");

    /// <summary>The sample version has reached its limit of active links.</summary>
    public static ServiceException TooManyFromSample(SampleVersionId sample, int limit) =>
        new(ErrorKind.TooManyDataLinks, $"More than {limit} links from sample {sample.Sample} version {sample.Version}");
}
