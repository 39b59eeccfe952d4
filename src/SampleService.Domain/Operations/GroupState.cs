namespace SampleService.Domain;

/// <summary>Groups as the operations of a call see them, with the changes of those that are done. Used by one thread.</summary>
internal sealed class GroupState(OperationState state, GroupRows rows)
{
    public const long FirstVersion = 1;

    private readonly Dictionary<GroupName, UserGroup> _groups = rows.Groups.ToDictionary(static group => group.Name);

    /// <summary>A group; null if there is none.</summary>
    public UserGroup? Find(GroupName name) => _groups.TryGetValue(name, out var group) ? group : null;

    /// <exception cref="ServiceException"><see cref="ErrorKind.IllegalParameter"/>: somebody would be in too many groups, or own too many.</exception>
    public void RequireRoom(UserSet newMembers, UserName? newOwner)
    {
        foreach (var user in newMembers)
            if (rows.FullMembers.Contains(user))
                throw ServiceException.Illegal($"User {user} is a member of {UserGroup.MaxOfMember} groups already");
        if (newOwner is { } owner && rows.FullOwners.Contains(owner))
            throw ServiceException.Illegal($"User {owner} owns {UserGroup.MaxOfOwner} groups already");
    }

    /// <summary>A new group, whose name is free.</summary>
    public UserGroup Create(GroupName name, string? title, UserSet members, UserSet managers)
    {
        var owner = state.Caller.Actor;
        var group = new UserGroup(name, owner, managers, members, FirstVersion, state.At, state.At) { Title = title };
        Store(group, Change(FirstVersion) with { Added = members, ManagersAdded = managers, Owner = owner });
        return group;
    }

    /// <summary>A group as it is to be. Nothing is stored if that is what it is.</summary>
    public UserGroup Replace(UserGroup before, UserGroup after)
    {
        if (after == before)
            return before;
        // Never before what was changed last, whatever the clock says.
        var at = Timestamp.Max(state.At, before.Changed);
        after = after with { Version = before.Version + 1, Changed = at };
        Store(after, Change(after.Version) with
        {
            At = at,
            Added = after.Members.Except(before.Members),
            Removed = before.Members.Except(after.Members),
            ManagersAdded = after.Managers.Except(before.Managers),
            ManagersRemoved = before.Managers.Except(after.Managers),
            Owner = after.Owner == before.Owner ? null : after.Owner,
            IsRetired = after.IsRetired == before.IsRetired ? null : after.IsRetired,
        });
        return after;
    }

    private GroupChange Change(long version) =>
        new(version, state.At, state.Caller.Actor) { AsAdministrator = state.Caller.Requester.IsAdministrator };

    private void Store(UserGroup group, GroupChange change)
    {
        _groups[group.Name] = group;
        state.Changes.Groups.Add(new ChangedGroup(group, change));
        state.Changes.Events.Add(new ChangeEvent(EventType.GroupChange, change.At, null) { Group = group.Name });
    }
}
