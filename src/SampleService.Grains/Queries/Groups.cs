using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>See <see cref="IGroups"/>.</summary>
internal sealed class Groups(IGroupStore store) : IGroups
{
    public ValueTask<UserGroup?> FindAsync(GroupName name, CancellationToken cancellation) => store.FindAsync(name, cancellation);

    public ValueTask<IReadOnlyList<GroupChange>> ListChangesAsync(GroupName name, long maxCharacters, CancellationToken cancellation) =>
        store.ListChangesAsync(name, maxCharacters, cancellation);

    public ValueTask<IReadOnlySet<GroupName>> FindFormerAsync(UserName user, int limit, CancellationToken cancellation) =>
        store.FindFormerAsync(user, limit, cancellation);

    public ValueTask<IReadOnlyDictionary<GroupName, IReadOnlyList<MembershipChange>>> FindMembershipsAsync(
        UserName user, IReadOnlyCollection<GroupName> groups, CancellationToken cancellation) =>
        store.FindMembershipsAsync(user, groups, cancellation);

    public ValueTask<GroupPage> ListAsync(UserName user, GroupRoles roles, GroupName? after, int limit, CancellationToken cancellation) =>
        store.ListAsync(user, roles, after, limit, cancellation);

    public ValueTask<IReadOnlySet<GroupName>> FindExistingAsync(IReadOnlyCollection<GroupName> names, CancellationToken cancellation) =>
        store.FindExistingAsync(names, cancellation);

    public ValueTask<IReadOnlySet<GroupName>> FindReadableAsync(
        UserName user, IReadOnlyCollection<GroupName> names, CancellationToken cancellation) =>
        store.FindReadableAsync(user, names, cancellation);
}
