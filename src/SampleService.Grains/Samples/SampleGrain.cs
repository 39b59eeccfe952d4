using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>
/// See <see cref="ISampleGrain"/>. Remembers the sample after reading or writing it, and forgets it when a write fails.
/// Answers from memory where this process has the database for itself; else it first confirms that no other process has
/// written. A write needs no confirmation, since it is conditional; a refusal does.
/// </summary>
[GrainType("sample")]
internal sealed class SampleGrain(
    ISampleStore store, ICallerGroups groups, OwnershipEpoch epoch, SampleCache cache, HeadVersionLoader headVersions)
    : TransientGrain, ISampleGrain
{
    private SampleHeader? _sample;
    private Task<SampleGrant>? _grant;

    /// <summary>
    /// The stamp under which the sample was last read, written or confirmed: another write of this process, as one of several operations, is
    /// none of this grain, and counts there.
    /// </summary>
    private ReadStamp _confirmed;

    protected override bool IsEmpty => _sample is null;

    private SampleId Id => new(this.GetPrimaryKey());

    public Task<SampleGrant> Authorize(Requester requester, AccessLevel level)
    {
        if (_sample is null || !IsConfirmed || AccessRules.DependsOnGroups(requester, level, _sample.Acls))
            return FindAndAuthorize(requester, level);
        AccessRules.Require(requester, level, _sample);
        return _grant!;
    }

    public Task<SampleGrant> Reauthorize(Requester requester, AccessLevel level, SampleGrant stale)
    {
        if (_sample?.AclVersion <= stale.AclVersion)
            Replace(null);
        return Authorize(requester, level);
    }

    public async Task<SampleAcls> GetAcls(Requester requester)
    {
        var sample = await Find();
        await Require(requester, AccessLevel.Read, sample);
        return sample.Acls;
    }

    public async Task<int> Save(SaveSample command)
    {
        while (true)
        {
            var sample = await FindFor(known => AccessRules.Allows(command.Requester, AccessLevel.Write, known));
            await Require(command.Requester, AccessLevel.Write, sample);
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
                    throw Preconditions.HeadDiffers(Id, command.PriorVersion, outcome.Current?.Head);
                default:
                    Replace(null);
                    throw ServiceException.NoSuchSample(Id);
            }
        }
    }

    public Task ChangeAcls(ChangeAcls command) => UpdateAcls(command.Requester, command.WriteId, command.Delta.Users, command.Delta.ApplyTo);

    public Task ReplaceAcls(ReplaceAcls command) =>
        UpdateAcls(command.Requester, command.WriteId, command.Replacement.Users, command.Replacement.ApplyTo);

    private async Task UpdateAcls(Requester requester, WriteId writeId, IEnumerable<UserName> named, Func<SampleAcls, SampleAcls> change)
    {
        while (true)
        {
            // A change that names the owner is refused, and there may be another owner by now.
            var sample = await FindFor(known => AccessRules.Allows(requester, AccessLevel.Admin, known) && !named.Contains(known.Acls.Owner));
            await Require(requester, AccessLevel.Admin, sample);
            var acls = change(sample.Acls);
            // A change that changes nothing gives the same instance: it leaves the time of the last one alone, but has its event.
            var outcome = await Write(ReferenceEquals(acls, sample.Acls)
                ? store.RecordSameAclsAsync(new SameAcls(Id, sample.AclVersion, requester.User!.Value), CancellationToken.None)
                : store.ReplaceAclsAsync(
                    new NewAcls(Id, sample.AclVersion, acls, writeId, requester.User!.Value, requester.IsAdministrator), CancellationToken.None));
            Replace(outcome.Current);
            if (outcome.Changed)
                return;
        }
    }

    private async Task<SampleGrant> FindAndAuthorize(Requester requester, AccessLevel level)
    {
        var sample = await Find();
        await Require(requester, level, sample);
        return SampleGrant.Of(sample);
    }

    private async ValueTask Require(Requester requester, AccessLevel level, SampleHeader sample) =>
        AccessRules.Require(await groups.CompleteAsync(requester, level, sample.Acls, CancellationToken.None), level, sample);

    /// <summary>What is remembered if it allows what is to be written, else the sample as it is now.</summary>
    private async Task<SampleHeader> FindFor(Func<SampleHeader, bool> allows) =>
        _sample is { } known && allows(known) ? known : await Find();

    /// <summary>The sample as it is at some moment after the call.</summary>
    private async Task<SampleHeader> Find()
    {
        // The stamp is taken before the database is asked: if its epoch ends meanwhile, nothing is confirmed for the next one.
        var current = cache.GetStamp(Id);
        if (_sample is { } known)
        {
            if (IsConfirmed)
                return known;
            if (await headVersions.FindAsync(Id, CancellationToken.None) == SampleHeaderVersion.Of(known))
            {
                _confirmed = current;
                return known;
            }
        }

        if (await store.FindAsync(Id, CancellationToken.None) is not { } found)
        {
            Replace(null);
            DeactivateSoonIfEmpty();
            throw ServiceException.NoSuchSample(Id);
        }

        Remember(found);
        _confirmed = current;
        return found;
    }

    private bool IsConfirmed => cache.GetStamp(Id) is { Epoch: not null } current && current == _confirmed;

    /// <summary>Awaits a write, and outdates what readers have cached; a write that failed has an unknown outcome, so the sample is forgotten.</summary>
    private async Task<T> Write<T>(ValueTask<T> write)
    {
        var before = cache.GetStamp(Id);
        try
        {
            var result = await write;
            var after = cache.Invalidate(Id);
            // Nobody else has written meanwhile, so what the write gives is confirmed as what was known before was.
            if (before == _confirmed && after == before with { Writes = unchecked(before.Writes + 1) })
                _confirmed = after;
            return result;
        }
        catch
        {
            epoch.MarkOutcomeUnknown();
            Replace(null);
            // Not at once: Orleans forwards waiting calls only twice, so with many of them that fail the last would be lost.
            DeactivateSoonIfEmpty();
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
        _grant = sample is null ? null : Task.FromResult(SampleGrant.Of(sample));
    }
}
