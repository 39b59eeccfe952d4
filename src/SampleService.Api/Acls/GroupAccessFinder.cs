using SampleService.Domain;
using SampleService.Grains.Abstractions;

namespace SampleService.Api;

/// <summary>What a user may do with a sample by being a member of groups, as far as who asks may know who is.</summary>
/// <param name="Level">The highest level that the user has by them.</param>
/// <param name="Groups">Those that give the user something, or did, the highest levels first; not all if there are many.</param>
/// <param name="IsIncomplete">Whether a group may give the level that was asked about which who asks may not read.</param>
internal sealed record GroupRights(AccessLevel Level, IReadOnlyList<GroupAccess> Groups, bool IsIncomplete)
{
    /// <summary>Nothing.</summary>
    public static readonly GroupRights None = new(AccessLevel.None, [], false);
}

/// <summary>Finds what a user may do with a sample by being a member of groups.</summary>
internal sealed class GroupAccessFinder(IAccessQueries access, IGroups groups, ICallerGroups memberships, GroupOptions options)
{
    /// <summary>So many groups are explained.</summary>
    private const int MaxGroups = 50;

    /// <summary>Finds it.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="user">The user who is asked about; null for everybody.</param>
    /// <param name="requester">Who asks.</param>
    /// <param name="level">The level that is asked about.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async ValueTask<GroupRights> FindAsync(
        SampleHeader sample, UserName? user, Requester requester, AccessLevel level, CancellationToken cancellation)
    {
        if (!options.AreEnabled || user is not { } member)
            return GroupRights.None;
        var acls = sample.Acls;
        var named = acls.Admin.Concat(acls.Write).Concat(acls.Read).Where(GroupName.IsEntry).ToList();
        var own = await memberships.FindAsync(member, cancellation);
        // Neither an entry nor a membership of the present may be left of what the history has.
        var former = (await groups.FindFormerAsync(member, MaxGroups, cancellation)).Select(static name => name.Entry);
        List<UserName> all = [.. named, .. own, .. former];
        var readable = await FindReadableAsync(requester, [.. all.Select(GroupName.OfEntry)], cancellation);
        bool IsReadable(UserName entry) => readable.Contains(GroupName.OfEntry(entry));
        var held = named.Where(entry => own.Contains(entry) && IsReadable(entry)).ToList();
        // Whether the user is a member of a group that the caller may not read does not count here: it would tell that.
        var isIncomplete = member != requester.User && named.Any(entry => acls.LevelOfEntry(entry) >= level && !IsReadable(entry));
        var explained = held.Concat(all.Where(IsReadable)).Distinct().Take(MaxGroups).ToList();
        return new GroupRights(
            held.Select(acls.LevelOfEntry).DefaultIfEmpty().Max(),
            explained.Count == 0 ? [] : await ExplainAsync(sample.Id, member, explained, cancellation),
            isIncomplete);
    }

    private async ValueTask<IReadOnlyList<GroupAccess>> ExplainAsync(
        SampleId sample, UserName member, List<UserName> entries, CancellationToken cancellation)
    {
        var records = await access.FindManyAsync(sample, [.. entries.Select(static entry => (UserName?)entry)], cancellation);
        if (records is null)
            return [];
        var periods = await groups.FindMembershipsAsync(member, [.. entries.Select(GroupName.OfEntry)], cancellation);
        return [.. entries.Zip(records, (entry, record) => new GroupAccess(entry, record, periods[GroupName.OfEntry(entry)]))];
    }

    private async ValueTask<IReadOnlySet<GroupName>> FindReadableAsync(Requester requester, HashSet<GroupName> names, CancellationToken cancellation) =>
        names.Count == 0 ? names
        : requester.IsAdministrator ? await groups.FindExistingAsync(names, cancellation)
        : requester.User is { } caller ? await groups.FindReadableAsync(caller, names, cancellation)
        : new HashSet<GroupName>();
}
