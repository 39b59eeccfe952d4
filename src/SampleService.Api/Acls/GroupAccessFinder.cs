using SampleService.Domain;
using SampleService.Grains.Abstractions;

namespace SampleService.Api;

/// <summary>What a user may do with a sample by being a member of groups, as far as the caller may know who is.</summary>
internal sealed class GroupAccessFinder(IAccessQueries access, IGroups groups, ICallerGroups memberships, GroupOptions options)
{
    /// <summary>So many groups are looked at: those with entries come first.</summary>
    private const int MaxGroups = 50;

    /// <summary>Finds it.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="user">The user who is asked about; null for everybody.</param>
    /// <param name="requester">Who asks.</param>
    /// <param name="level">The level that is asked about.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async ValueTask<(IReadOnlyList<GroupAccess> Groups, bool IsIncomplete)> FindAsync(
        SampleHeader sample, UserName? user, Requester requester, AccessLevel level, CancellationToken cancellation)
    {
        if (!options.AreEnabled || user is not { } member)
            return ([], false);
        var acls = sample.Acls;
        var named = acls.Admin.Concat(acls.Write).Concat(acls.Read).Where(GroupName.IsEntry).ToList();
        var asked = named.Concat(await memberships.FindAsync(member, cancellation)).Distinct().Take(MaxGroups).ToList();
        if (asked.Count == 0)
            return ([], false);
        var names = asked.Select(GroupName.OfEntry).ToHashSet();
        var readable = requester.IsAdministrator ? await groups.FindExistingAsync(names, cancellation)
            : requester.User is { } caller ? await groups.FindReadableAsync(caller, names, cancellation)
            : new HashSet<GroupName>();
        var found = new List<GroupAccess>();
        foreach (var entry in asked.Where(entry => readable.Contains(GroupName.OfEntry(entry))))
            if (await access.FindAsync(sample.Id, entry, cancellation) is { } record)
                found.Add(new GroupAccess(
                    entry, record, GroupAccess.MembershipsOf(await groups.ListChangesAsync(GroupName.OfEntry(entry), cancellation), member)));
        // Whether the user is a member of a group that the caller may not read does not count here: it would tell that.
        var isIncomplete = member != requester.User
            && named.Any(entry => acls.LevelOfEntry(entry) >= level && !readable.Contains(GroupName.OfEntry(entry)));
        return (found, isIncomplete);
    }
}
