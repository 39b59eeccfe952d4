using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>Groups of users, and who is in them. They are made and changed as operations (<see cref="IOperationStore"/>).</summary>
/// <remarks>All methods throw <see cref="ServiceException"/> of kind <see cref="ErrorKind.StorageFailure"/> when the database fails.</remarks>
public interface IGroupStore
{
    /// <summary>The groups that users are members of, retired ones left out, as entries of ACLs name them; nothing for users who are in none.</summary>
    ValueTask<IReadOnlyDictionary<UserName, UserSet>> FindGroupsAsync(IReadOnlyCollection<UserName> users, CancellationToken cancellation);

    /// <summary>Those of these groups that exist, retired ones too.</summary>
    ValueTask<IReadOnlySet<GroupName>> FindExistingAsync(IReadOnlyCollection<GroupName> names, CancellationToken cancellation);

    /// <summary>Those of these groups that a user owns, manages or is a member of.</summary>
    ValueTask<IReadOnlySet<GroupName>> FindReadableAsync(UserName user, IReadOnlyCollection<GroupName> names, CancellationToken cancellation);

    /// <summary>A group; null if there is none.</summary>
    ValueTask<UserGroup?> FindAsync(GroupName name, CancellationToken cancellation);

    /// <summary>What was changed of a group, the oldest first.</summary>
    /// <param name="name">The group.</param>
    /// <param name="maxCharacters">So long it may be altogether.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="ServiceException"><see cref="ErrorKind.IllegalParameter"/>: it is longer.</exception>
    ValueTask<IReadOnlyList<GroupChange>> ListChangesAsync(GroupName name, long maxCharacters, CancellationToken cancellation);

    /// <summary>Groups that a user was a member of once, at most so many.</summary>
    ValueTask<IReadOnlySet<GroupName>> FindFormerAsync(UserName user, int limit, CancellationToken cancellation);

    /// <summary>When being a member of each of these groups began and ceased to count for a user, the newest first.</summary>
    ValueTask<IReadOnlyDictionary<GroupName, IReadOnlyList<MembershipChange>>> FindMembershipsAsync(
        UserName user, IReadOnlyCollection<GroupName> groups, CancellationToken cancellation);

    /// <summary>Groups by name: a page ends where its groups have many users together.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="roles">What the user has to be in them; none for all groups there are.</param>
    /// <param name="after">Only those whose names come later; null for all.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<GroupPage> ListAsync(UserName user, GroupRoles roles, GroupName? after, int limit, CancellationToken cancellation);
}
