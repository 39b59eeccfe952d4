namespace SampleService.Domain;

/// <summary>
/// The access control lists of a sample. The owner is in none of the sets, and no user is in two. A group stands among users (<see cref="GroupName.Entry"/>):
/// its members have its level.
/// </summary>
/// <param name="Owner">The creator of the sample, or who has accepted it since.</param>
/// <param name="Admin">Users with <see cref="AccessLevel.Admin"/>.</param>
/// <param name="Write">Users with <see cref="AccessLevel.Write"/>.</param>
/// <param name="Read">Users with <see cref="AccessLevel.Read"/>.</param>
/// <param name="PublicRead">Whether all callers may read, anonymous ones included.</param>
[GenerateSerializer, Immutable, Alias("sample-service.value.sample-acls")]
public sealed record SampleAcls(
    [property: Id(0)] UserName Owner, [property: Id(1)] UserSet Admin, [property: Id(2)] UserSet Write,
    [property: Id(3)] UserSet Read, [property: Id(4)] bool PublicRead)
{
    /// <summary>The ACLs of a new sample: the owner alone.</summary>
    public static SampleAcls OwnedBy(UserName owner) => new(owner, UserSet.Empty, UserSet.Empty, UserSet.Empty, false);

    /// <summary>Whether a group has an entry.</summary>
    public bool NamesGroup => Admin.Any(GroupName.IsEntry) || Write.Any(GroupName.IsEntry) || Read.Any(GroupName.IsEntry);

    /// <summary>The level of a user by themselves; null for an anonymous caller.</summary>
    public AccessLevel LevelOf(UserName? user) =>
        LevelOf(user == Owner, user is { } name ? Listed(name) : AccessLevel.None, PublicRead);

    /// <summary>The level of a requester: the highest of their own, and of those of the groups that are known to be theirs.</summary>
    public AccessLevel LevelOf(Requester requester)
    {
        var level = LevelOf(requester.User);
        if (requester.Groups is { } groups)
            foreach (var group in groups)
                level = Highest(level, Listed(group));
        return level;
    }

    /// <summary>The level of an entry; none if there is none.</summary>
    public AccessLevel LevelOfEntry(UserName entry) => Listed(entry);

    /// <summary>The level of a user apart from what everybody may: as the owner, or by an entry.</summary>
    public AccessLevel OwnLevelOf(UserName? user) => user is not { } name ? AccessLevel.None : name == Owner ? AccessLevel.Owner : Listed(name);

    /// <summary>The level of a caller, where only their own part of the ACLs is known.</summary>
    /// <param name="isOwner">Whether the caller is the owner.</param>
    /// <param name="listed">The level of the set that the caller is in.</param>
    public static AccessLevel LevelOf(bool isOwner, AccessLevel listed, bool publicRead) =>
        isOwner ? AccessLevel.Owner
        : listed != AccessLevel.None ? listed
        : publicRead ? AccessLevel.Read
        : AccessLevel.None;

    private static AccessLevel Highest(AccessLevel one, AccessLevel other) => one > other ? one : other;

    private AccessLevel Listed(UserName user) =>
        Admin.Contains(user) ? AccessLevel.Admin
        : Write.Contains(user) ? AccessLevel.Write
        : Read.Contains(user) ? AccessLevel.Read
        : AccessLevel.None;

    /// <summary>The name alone, to keep contents out of logs: Orleans logs messages that it drops.</summary>
    public override string ToString() => nameof(SampleAcls);
}
