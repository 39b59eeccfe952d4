using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>Tells which of the entries that ACLs are to have name nobody: users are asked about at the service that knows them, groups are looked up.</summary>
internal sealed class AclEntries(IUserDirectory users, IGroups groups, GroupOptions options)
{
    /// <summary>Those that do not exist, in the order given.</summary>
    /// <exception cref="ServiceException">As <see cref="IUserDirectory.FindUnknownAsync"/>.</exception>
    public async ValueTask<IReadOnlyList<UserName>> FindUnknownAsync(IReadOnlyList<UserName> entries, CancellationToken cancellation)
    {
        if (!options.AreEnabled || !entries.Any(GroupName.IsEntry))
            return await users.FindUnknownAsync(entries, cancellation);
        var unknown = (await users.FindUnknownAsync([.. entries.Where(static entry => !GroupName.IsEntry(entry))], cancellation)).ToHashSet();
        var named = entries.Where(GroupName.IsEntry).Select(GroupName.OfEntry).ToHashSet();
        var existing = await groups.FindExistingAsync(named, cancellation);
        return [.. entries.Where(entry => GroupName.IsEntry(entry) ? !existing.Contains(GroupName.OfEntry(entry)) : unknown.Contains(entry))];
    }
}
