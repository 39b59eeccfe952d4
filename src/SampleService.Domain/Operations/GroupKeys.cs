namespace SampleService.Domain;

/// <summary>What there is of the groups that operations name.</summary>
/// <param name="Groups">Those that exist.</param>
/// <param name="FullMembers">Those of the new members who are in as many groups as anybody may be.</param>
/// <param name="FullOwners">Those of the new owners who own as many as anybody may.</param>
public sealed record GroupRows(IReadOnlyList<UserGroup> Groups, UserSet FullMembers, UserSet FullOwners)
{
    /// <summary>Nothing.</summary>
    public static readonly GroupRows None = new([], UserSet.Empty, UserSet.Empty);

    /// <summary>The name alone, to keep contents out of logs.</summary>
    public override string ToString() => nameof(GroupRows);
}

/// <summary>A group that was made or changed.</summary>
/// <param name="Group">As it is from then on.</param>
/// <param name="Change">What was changed.</param>
public sealed record ChangedGroup(UserGroup Group, GroupChange Change)
{
    /// <summary>Whether it is new.</summary>
    public bool IsNew => Change.Version == GroupState.FirstVersion;

    /// <summary>The name alone, to keep contents out of logs.</summary>
    public override string ToString() => nameof(ChangedGroup);
}
