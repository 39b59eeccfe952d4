namespace SampleService.Domain;

/// <summary>The rules of making, replacing and ending links (contract sections 7.2 to 7.4).</summary>
public static class LinkRules
{
    /// <summary>What becomes of a wish to link a unit, given the active link of that unit.</summary>
    /// <param name="unit">The data unit.</param>
    /// <param name="active">Its active link; null if there is none.</param>
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
    /// When a link that replaces another begins: now, but later than the one it replaces, so that at every
    /// millisecond exactly one of them is active whatever the clock does.
    /// </summary>
    public static Timestamp CreationTime(Timestamp now, DataLink? replaced) =>
        replaced is null ? now : Timestamp.Max(now, replaced.Created.Plus(1));

    /// <summary>When a link that is ended was last active: now, but never before it began.</summary>
    public static Timestamp ExpiryTime(Timestamp now, DataLink link) => Timestamp.Max(now, link.Created);

    /// <summary>The object version has as many active links as it may have.</summary>
    public static ServiceException TooManyFromObject(Upa upa, int limit) =>
        new(ErrorKind.TooManyDataLinks, $"More than {limit} links from workspace object {upa}");

    /// <summary>The sample version has as many active links as it may have.</summary>
    public static ServiceException TooManyFromSample(SampleVersionId sample, int limit) =>
        new(ErrorKind.TooManyDataLinks, $"More than {limit} links from sample {sample.Sample} version {sample.Version}");
}
