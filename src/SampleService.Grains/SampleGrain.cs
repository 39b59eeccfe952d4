using SampleService.Contracts;
using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>See <see cref="ISampleGrain"/>. Remembers the sample after reading or writing it, and forgets it when a write fails.</summary>
[GrainType(WireNames.SampleGrain)]
internal sealed class SampleGrain(ISampleStore store) : Grain, ISampleGrain
{
    private SampleHeader? _sample;
    private Task<SampleGrant>? _grant;

    private SampleId Id => new(this.GetPrimaryKey());

    public Task<SampleGrant> Authorize(Requester requester, AccessLevel level)
    {
        if (_sample is null)
            return LoadAndAuthorize(requester, level);
        AccessRules.Require(requester, level, _sample);
        return _grant!;
    }

    public Task<SampleGrant> AuthorizeAnew(Requester requester, AccessLevel level, SampleGrant outdated)
    {
        if (_sample?.AclVersion <= outdated.AclVersion)
            Replace(null);
        return Authorize(requester, level);
    }

    public async Task<SampleAcls> GetAcls(Requester requester)
    {
        var sample = await Find();
        AccessRules.Require(requester, AccessLevel.Read, sample);
        return sample.Acls;
    }

    public async Task Create(CreateSample command) =>
        Remember(await Write(store.CreateAsync(
            new NewSample(Id, command.Owner, command.Content, command.WriteId), CancellationToken.None)));

    public async Task<int> Save(SaveSample command)
    {
        while (true)
        {
            var sample = await Find();
            AccessRules.Require(command.Requester, AccessLevel.Write, sample);
            var version = new NewVersion(
                Id, command.SavedBy, command.Content, command.PriorVersion,
                command.Requester.IsAdministrator ? null : sample.AclVersion, command.WriteId);
            var outcome = await Write(store.SaveVersionAsync(version, CancellationToken.None));
            switch (outcome.Status)
            {
                case SaveStatus.Saved:
                    Remember(outcome.Current ?? sample with { Head = outcome.Version });
                    return outcome.Version;
                case SaveStatus.AclsChanged:
                    Replace(outcome.Current);
                    continue;
                case SaveStatus.HeadDiffers:
                    Replace(outcome.Current);
                    throw new ServiceException(
                        ErrorKind.ConcurrencyViolation,
                        $"Version required for sample {Id} is {command.PriorVersion}, but current version is {outcome.Current?.Head}");
                default:
                    Replace(null);
                    throw ServiceException.NoSuchSample(Id);
            }
        }
    }

    public Task ChangeAcls(ChangeAcls command) => UpdateAcls(command.Requester, command.WriteId, command.Delta.ApplyTo);

    public Task ReplaceAcls(ReplaceAcls command) => UpdateAcls(command.Requester, command.WriteId, command.Replacement.ApplyTo);

    private async Task UpdateAcls(Requester requester, WriteId writeId, Func<SampleAcls, SampleAcls> change)
    {
        while (true)
        {
            var sample = await Find();
            AccessRules.Require(requester, AccessLevel.Admin, sample);
            var acls = change(sample.Acls);
            // A change that changes nothing gives the same instance, and leaves the time of the last one alone.
            if (ReferenceEquals(acls, sample.Acls))
                return;
            var outcome = await Write(store.ReplaceAclsAsync(
                new NewAcls(Id, sample.AclVersion, acls, writeId), CancellationToken.None));
            Replace(outcome.Current);
            if (outcome.Changed)
                return;
        }
    }

    private async Task<SampleGrant> LoadAndAuthorize(Requester requester, AccessLevel level)
    {
        AccessRules.Require(requester, level, await Find());
        return await _grant!;
    }

    private async Task<SampleHeader> Find()
    {
        if (_sample is { } known)
            return known;
        if (await store.FindAsync(Id, CancellationToken.None) is { } found)
            Remember(found);
        if (_sample is { } sample)
            return sample;
        DeactivateOnIdle();
        throw ServiceException.NoSuchSample(Id);
    }

    /// <summary>A write whose outcome is unknown leaves a memory that may differ from the database.</summary>
    private async Task<T> Write<T>(ValueTask<T> write)
    {
        try
        {
            return await write;
        }
        catch
        {
            Replace(null);
            DeactivateOnIdle();
            throw;
        }
    }

    /// <summary>
    /// Takes over what was read or written, unless it is older than what is known: a read may have begun before a
    /// write and end after it. Head and ACL version only ever grow.
    /// </summary>
    private void Remember(SampleHeader sample)
    {
        if (_sample is null || (sample.Head >= _sample.Head && sample.AclVersion >= _sample.AclVersion))
            Replace(sample);
    }

    private void Replace(SampleHeader? sample)
    {
        _sample = sample;
        _grant = sample is null ? null : Task.FromResult(new SampleGrant(sample.Head, sample.AclVersion));
    }
}
