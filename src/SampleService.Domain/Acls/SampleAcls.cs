namespace SampleService.Domain;

/// <summary>
/// Who may do what with a sample. The owner is in none of the sets, and nobody is in two.
/// </summary>
/// <param name="Owner">Who made the sample.</param>
/// <param name="Admin">Who may administer it.</param>
/// <param name="Write">Who may save versions.</param>
/// <param name="Read">Who may read.</param>
/// <param name="PublicRead">Whether everybody may read, anonymous callers included.</param>
public sealed record SampleAcls(UserName Owner, UserSet Admin, UserSet Write, UserSet Read, bool PublicRead)
{
    /// <summary>The ACLs of a new sample: the owner alone.</summary>
    public static SampleAcls OwnedBy(UserName owner) => new(owner, UserSet.Empty, UserSet.Empty, UserSet.Empty, false);

    /// <summary>The level of a caller; null stands for an anonymous one.</summary>
    public AccessLevel LevelOf(UserName? user)
    {
        if (user is { } name)
        {
            if (name == Owner)
                return AccessLevel.Owner;
            if (Admin.Contains(name))
                return AccessLevel.Admin;
            if (Write.Contains(name))
                return AccessLevel.Write;
            if (Read.Contains(name))
                return AccessLevel.Read;
        }

        return PublicRead ? AccessLevel.Read : AccessLevel.None;
    }

    /// <summary>The name alone: what it holds is not for logs.</summary>
    public override string ToString() => nameof(SampleAcls);
}
