using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>
/// See <see cref="IDataLinkGrain"/>. Decides by <see cref="LinkRules"/> on the active link it finds, and writes on the
/// condition that this still is the active link.
/// </summary>
[GrainType("data-link")]
internal sealed class DataLinkGrain(ILinkStore store, LinkLimits limits) : ServiceGrain, IDataLinkGrain
{
    public async Task<DataLink?> GetActive() =>
        await store.FindActiveAsync(GrainKeys.ParseUnit(this.GetPrimaryKeyString()), CancellationToken.None);

    public async Task<DataLink> Create(CreateLink command)
    {
        var target = new SampleVersionId(command.Sample, command.Version.Value);
        // Most units have no link yet, so the first attempt is made without a look; the write itself finds out, and also whether the
        // version and the node exist.
        var active = default(DataLink);
        var grant = command.Requester.IsAdministrator
            ? null
            : command.Grant ?? await Authorize(command.Requester, command.Sample);
        while (true)
        {
            if (LinkRules.Decide(command.Unit, active, target, command.Node, command.Update) == LinkDecision.Keep)
                return active!;

            var outcome = await store.CreateAsync(
                new NewLink(
                    new LinkId(command.WriteId.Value), command.Unit, target, command.Node, command.CreatedBy, active?.Id,
                    grant?.AclVersion, limits, command.WriteId),
                CancellationToken.None);
            switch (outcome.Status)
            {
                case LinkStatus.Created:
                    return outcome.Link!;
                case LinkStatus.ActiveLinkDiffers:
                    active = outcome.Link;
                    continue;
                case LinkStatus.AclsChanged:
                    grant = await Reauthorize(command.Requester, command.Sample, grant!);
                    continue;
                default:
                    throw Refusal(outcome.Status, command, target);
            }
        }
    }

    public async Task<DataLink> Expire(ExpireLink command)
    {
        var grant = await Authorize(command.Requester, command.Sample);
        while (true)
        {
            var outcome = await store.ExpireAsync(
                new LinkExpiry(
                    command.Link, command.ExpiredBy, command.Requester.IsAdministrator ? null : grant.AclVersion, command.WriteId),
                CancellationToken.None);
            switch (outcome.Status)
            {
                case ExpiryStatus.Expired:
                    return outcome.Link!;
                case ExpiryStatus.AclsChanged:
                    grant = await Reauthorize(command.Requester, command.Sample, grant);
                    continue;
                default:
                    throw new ServiceException(ErrorKind.NoSuchDataLink, command.Link.ToString());
            }
        }
    }

    private ServiceException Refusal(LinkStatus status, CreateLink command, SampleVersionId target) => status switch
    {
        LinkStatus.NoSuchSample => ServiceException.NoSuchSample(command.Sample),
        LinkStatus.NoSuchVersion => ServiceException.NoSuchVersion(command.Sample, command.Version),
        LinkStatus.NoSuchNode => ServiceException.NoSuchNode(command.Sample, command.Version, command.Node),
        LinkStatus.TooManyFromObject => LinkRules.TooManyFromObject(command.Unit.Upa, limits.PerObjectVersion),
        _ => LinkRules.TooManyFromSample(target, limits.PerSampleVersion),
    };

    private Task<SampleGrant> Authorize(Requester requester, SampleId sample) =>
        GrainFactory.GetSample(sample).Authorize(requester, AccessLevel.Admin);

    private Task<SampleGrant> Reauthorize(Requester requester, SampleId sample, SampleGrant stale) =>
        GrainFactory.GetSample(sample).Reauthorize(requester, AccessLevel.Admin, stale);
}
