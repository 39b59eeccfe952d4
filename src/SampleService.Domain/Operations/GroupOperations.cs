namespace SampleService.Domain;

/// <summary>Makes a group.</summary>
/// <param name="Group">Its name.</param>
/// <param name="Title">What it is for; null for nothing said.</param>
/// <param name="Members">Its members.</param>
/// <param name="Managers">Its managers.</param>
public sealed record CreateGroup(GroupName Group, string? Title, UserSet Members, UserSet Managers) : WriteOperation
{
    /// <inheritdoc/>
    public override void Name(OperationKeys keys)
    {
        keys.Groups.Add(Group);
        keys.Members.UnionWith(Members);
        keys.MakesGroups = true;
    }

    internal override OperationResult Apply(OperationState state)
    {
        RequireUpstream();
        if (state.Groups.Find(Group) is not null)
            throw new ServiceException(ErrorKind.GroupExists, Group.ToString());
        UserGroup.RequireBounded(Members, "members");
        UserGroup.RequireBounded(Managers, "managers");
        state.Groups.RequireRoom(Members, state.Caller.Actor);
        return new MadeGroup(state.Groups.Create(Group, Title, Members, Managers));
    }
}

/// <summary>Changes a group. Null, or an empty set, is what stays as it is.</summary>
/// <param name="Group">Its name.</param>
public sealed record UpdateGroup(GroupName Group) : WriteOperation
{
    /// <summary>What it is for.</summary>
    public string? Title { get; init; }

    /// <summary>New members.</summary>
    public UserSet Add { get; init; } = UserSet.Empty;

    /// <summary>Those who are to be members no more, though the users be gone.</summary>
    public UserSet Remove { get; init; } = UserSet.Empty;

    /// <summary>New managers.</summary>
    public UserSet AddManagers { get; init; } = UserSet.Empty;

    /// <summary>Those who are to be managers no more.</summary>
    public UserSet RemoveManagers { get; init; } = UserSet.Empty;

    /// <summary>The new owner.</summary>
    public UserName? Owner { get; init; }

    /// <summary>Whether the group gives no rights any more.</summary>
    public bool? Retired { get; init; }

    /// <summary>Only if the group is in this version.</summary>
    public long? RequiredVersion { get; init; }

    /// <summary>What only the owner may change.</summary>
    private bool IsForOwner => AddManagers.Count > 0 || RemoveManagers.Count > 0 || Owner is not null || Retired is not null;

    /// <inheritdoc/>
    public override void Name(OperationKeys keys)
    {
        keys.Groups.Add(Group);
        keys.Members.UnionWith(Add);
        if (Owner is { } owner)
            keys.Owners.Add(owner);
    }

    internal override OperationResult Apply(OperationState state)
    {
        var group = state.Groups.Find(Group) ?? throw new ServiceException(ErrorKind.NoSuchGroup, Group.ToString());
        var requester = state.Caller.Requester;
        if (!requester.IsAdministrator && !(IsForOwner ? requester.User == group.Owner : requester.User is { } user && group.MayManage(user)))
            throw ServiceException.Unauthorized($"{requester.Title} cannot administrate group {Group}");
        RequireUpstream();
        RequireApart(Add, Remove);
        RequireApart(AddManagers, RemoveManagers);
        if (RequiredVersion is { } required && required != group.Version)
            throw new ServiceException(
                ErrorKind.ConcurrencyViolation, $"Version required for group {Group} is {required}, but current version is {group.Version}");
        var changed = group with
        {
            Title = Title ?? group.Title,
            Members = group.Members.Union(Add).Except(Remove),
            Managers = group.Managers.Union(AddManagers).Except(RemoveManagers),
            Owner = Owner ?? group.Owner,
            IsRetired = Retired ?? group.IsRetired,
        };
        UserGroup.RequireBounded(changed.Members, "members");
        UserGroup.RequireBounded(changed.Managers, "managers");
        state.Groups.RequireRoom(changed.Members.Except(group.Members), changed.Owner == group.Owner ? null : changed.Owner);
        return new MadeGroup(state.Groups.Replace(group, changed));
    }

    private static void RequireApart(UserSet added, UserSet removed)
    {
        foreach (var user in added)
            if (removed.Contains(user))
                throw ServiceException.Illegal($"User {user} is both added and removed");
    }
}

/// <summary>A group was made or changed, or is as it was to be.</summary>
/// <param name="Group">The group.</param>
public sealed record MadeGroup(UserGroup Group) : OperationResult;
