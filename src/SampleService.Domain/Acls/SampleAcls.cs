namespace SampleService.Domain;

/// <summary>
/// Who may do what with a sample. The owner is in none of the sets, and nobody is in two.
/// </summary>
/// <param name="Owner">Who made the sample.</param>
/// <param name="Admin">Who may administer it.</param>
/// <param name="Write">Who may save versions.</param>
/// <param name="Read">Who may read.</param>
/// <param name="PublicRead">Whether everybody may read, anonymous callers included.</param>
[GenerateSerializer, Immutable, Alias("sample-service.value.sample-acls")]
public sealed record SampleAcls(
    [property: Id(0)] UserName Owner, [property: Id(1)] UserSet Admin, [property: Id(2)] UserSet Write,
    [property: Id(3)] UserSet Read, [property: Id(4)] bool PublicRead)
{
    /// <summary>The ACLs of a new sample: the owner alone.</summary>
    public static SampleAcls OwnedBy(UserName owner) => new(owner, UserSet.Empty, UserSet.Empty, UserSet.Empty, false);

    /// <summary>The level of a caller; null stands for an anonymous one.</summary>
    public AccessLevel LevelOf(UserName? user) =>
        LevelOf(user == Owner, user is { } name ? Listed(name) : AccessLevel.None, PublicRead);

    /// <summary>The level of a caller where only what concerns them is known of the ACLs.</summary>
    /// <param name="isOwner">Whether they made the sample.</param>
    /// <param name="listed">The level of the set they are in; none if they are in no set.</param>
    /// <param name="publicRead">Whether everybody may read.</param>
    public static AccessLevel LevelOf(bool isOwner, AccessLevel listed, bool publicRead) =>
        isOwner ? AccessLevel.Owner
        : listed != AccessLevel.None ? listed
        : publicRead ? AccessLevel.Read
        : AccessLevel.None;

    private AccessLevel Listed(UserName user) =>
        Admin.Contains(user) ? AccessLevel.Admin
        : Write.Contains(user) ? AccessLevel.Write
        : Read.Contains(user) ? AccessLevel.Read
        : AccessLevel.None;

    /// <summary>The name alone: what it holds is not for logs.</summary>
    public override string ToString() => nameof(SampleAcls);
}
