using SampleService.Contracts;
using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>
/// See <see cref="IDataLinkGrain"/>. Decides by <see cref="LinkRules"/> on the active link it finds, and writes on the
/// condition that this still is the active link.
/// </summary>
[GrainType(WireNames.DataLinkGrain)]
internal sealed class DataLinkGrain(ILinkStore store, LinkLimits limits) : Grain, IDataLinkGrain
{
    public async Task<DataLink?> GetActive() => await FindActive(GrainKeys.ParseUnit(this.GetPrimaryKeyString()));

    public async Task<DataLink> Create(CreateLink command)
    {
        var target = new SampleVersionId(command.Sample, command.Version.Value);
        var active = default(DataLink);
        // Most units have no link yet, so the first attempt is made without a look; the write itself finds out.
        var knowsActive = true;
        while (true)
        {
            var grant = await Authorize(command.Requester, command.Sample);
            if (command.Version.Value > grant.Head)
                throw ServiceException.NoSuchVersion(command.Sample, command.Version);
            if (!await GrainFactory.GetSampleNode(target, command.Node).Exists())
                throw ServiceException.NoSuchNode(command.Sample, command.Version, command.Node);
            if (!knowsActive)
                active = await FindActive(command.Unit);
            if (LinkRules.Decide(command.Unit, active, target, command.Node, command.Update) == LinkDecision.Keep)
                return active!;

            var outcome = await Write(store.CreateAsync(
                new NewLink(
                    new LinkId(command.WriteId.Value), command.Unit, target, command.Node, command.CreatedBy, active?.Id,
                    command.Requester.IsAdministrator ? null : grant.AclVersion, limits, command.WriteId),
                CancellationToken.None));
            switch (outcome.Status)
            {
                case LinkStatus.Created:
                    return outcome.Link!;
                case LinkStatus.ActiveLinkDiffers:
                    active = outcome.Link;
                    continue;
                case LinkStatus.AclsChanged:
                    knowsActive = false;
                    continue;
                case LinkStatus.NoSuchSample:
                    throw ServiceException.NoSuchSample(command.Sample);
                case LinkStatus.NoSuchVersion:
                    throw ServiceException.NoSuchVersion(command.Sample, command.Version);
                case LinkStatus.NoSuchNode:
                    throw ServiceException.NoSuchNode(command.Sample, command.Version, command.Node);
                case LinkStatus.TooManyFromObject:
                    throw LinkRules.TooManyFromObject(command.Unit.Upa, limits.PerObjectVersion);
                default:
                    throw LinkRules.TooManyFromSample(target, limits.PerSampleVersion);
            }
        }
    }

    public async Task<DataLink> Expire(ExpireLink command)
    {
        var active = await FindActive(command.Unit)
            ?? throw new ServiceException(ErrorKind.NoSuchDataLink, command.Unit.ToString());
        while (true)
        {
            var grant = await Authorize(command.Requester, active.Sample.Sample);
            var outcome = await Write(store.ExpireAsync(
                new LinkExpiry(
                    active.Id, command.ExpiredBy, command.Requester.IsAdministrator ? null : grant.AclVersion, command.WriteId),
                CancellationToken.None));
            switch (outcome.Status)
            {
                case ExpiryStatus.Expired:
                    return outcome.Link!;
                case ExpiryStatus.AclsChanged:
                    continue;
                default:
                    throw new ServiceException(ErrorKind.NoSuchDataLink, active.Id.ToString());
            }
        }
    }

    private Task<SampleGrant> Authorize(Requester requester, SampleId sample) =>
        GrainFactory.GetSample(sample).Authorize(requester, AccessLevel.Admin);

    private async Task<DataLink?> FindActive(DataUnit unit) => await store.FindActiveAsync(unit, CancellationToken.None);

    private async Task<T> Write<T>(ValueTask<T> write)
    {
        try
        {
            return await write;
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }
}
