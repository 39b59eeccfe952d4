namespace SampleService.Domain;

/// <summary>A named set of users that can stand in the ACLs of samples (docs/groups.md).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Owner">May change everything about it.</param>
/// <param name="Managers">May change its title and its members.</param>
/// <param name="Members">Have the rights that samples give to the group. Owner and managers are not among them unless listed.</param>
/// <param name="Version">1, and one more for each change.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Changed">When it was changed last.</param>
public sealed record UserGroup(
    GroupName Name, UserName Owner, UserSet Managers, UserSet Members, long Version, Timestamp Created, Timestamp Changed)
{
    /// <summary>So many members a group has at most, and so many managers.</summary>
    public const int MaxUsers = 10_000;

    /// <summary>So many groups a user is a member of at most, since each call that searches looks through all of them.</summary>
    public const int MaxOfMember = 2_000;

    /// <summary>So many groups a user owns at most.</summary>
    public const int MaxOfOwner = 1_000;

    /// <summary>What it is for; null where nobody said.</summary>
    public string? Title { get; init; }

    /// <summary>Whether it gives no rights any more. Entries in ACLs stay.</summary>
    public bool IsRetired { get; init; }

    /// <summary>Whether a user may change title and members.</summary>
    public bool MayManage(UserName user) => user == Owner || Managers.Contains(user);

    /// <summary>Whether a user may see it.</summary>
    public bool MayRead(UserName user) => MayManage(user) || Members.Contains(user);

    /// <exception cref="ServiceException"><see cref="ErrorKind.IllegalParameter"/>: a group cannot have so many.</exception>
    /// <param name="users">Its members, or its managers.</param>
    /// <param name="name">What they are called.</param>
    internal static void RequireBounded(UserSet users, string name)
    {
        if (users.Count > MaxUsers)
            throw ServiceException.Illegal($"{name} must have 0 to {MaxUsers} items");
    }

    /// <summary>The name alone, to keep contents out of logs.</summary>
    public override string ToString() => nameof(UserGroup);
}

/// <summary>A change of a group, or its making.</summary>
/// <param name="Version">The version that it made.</param>
/// <param name="At">When.</param>
/// <param name="By">Who made it.</param>
public sealed record GroupChange(long Version, Timestamp At, UserName By)
{
    /// <summary>Whether in administration mode.</summary>
    public bool AsAdministrator { get; init; }

    /// <summary>New members.</summary>
    public UserSet Added { get; init; } = UserSet.Empty;

    /// <summary>Those who are members no more.</summary>
    public UserSet Removed { get; init; } = UserSet.Empty;

    /// <summary>New managers.</summary>
    public UserSet ManagersAdded { get; init; } = UserSet.Empty;

    /// <summary>Those who are managers no more.</summary>
    public UserSet ManagersRemoved { get; init; } = UserSet.Empty;

    /// <summary>The new owner; null where that did not change.</summary>
    public UserName? Owner { get; init; }

    /// <summary>Whether it is retired from then on; null where that did not change.</summary>
    public bool? IsRetired { get; init; }

    /// <summary>The name alone, to keep contents out of logs.</summary>
    public override string ToString() => nameof(GroupChange);
}

/// <summary>That a user is, or was, a member of a group.</summary>
/// <param name="Began">Since when, and by whom.</param>
/// <param name="Ended">Until when, and by whom; null for members.</param>
public readonly record struct GroupMembership(MembershipChange Began, MembershipChange? Ended);

/// <summary>Some groups, by name.</summary>
/// <param name="Groups">The groups.</param>
/// <param name="HasMore">Whether there are more behind them.</param>
public readonly record struct GroupPage(IReadOnlyList<UserGroup> Groups, bool HasMore);
