namespace SampleService.Domain;

/// <summary>What is recorded about the rights of one user, or of everybody, on a sample.</summary>
/// <param name="Header">The sample as it is.</param>
/// <param name="User">The user; null stands for everybody, anonymous callers included.</param>
/// <param name="Created">When the sample was created.</param>
/// <param name="RecordedSince">Before that it is not known what changed.</param>
/// <param name="Changes">What changed for the user, the newest first.</param>
public sealed record AccessRecord(SampleHeader Header, UserName? User, Timestamp Created, Timestamp RecordedSince, IReadOnlyList<RightChange> Changes)
{
    /// <summary>So many changes of the ACLs of a sample are looked through, the newest.</summary>
    public const int MaxExamined = 10_000;

    /// <summary>Fewer are looked through if they are longer than so many characters together: each has all users in it.</summary>
    public const int MaxExaminedCharacters = 16_000_000;

    /// <summary>Whether the ACLs give the level: what a call that is not made in administration mode is told.</summary>
    /// <param name="level">The level.</param>
    /// <param name="byGroups">The level that the user has by groups.</param>
    public bool Allows(AccessLevel level, AccessLevel byGroups) => Header.Acls.LevelOf(User) >= level || byGroups >= level;

    /// <summary>The reasons by which the ACLs give the level, the strongest first.</summary>
    /// <param name="level">The level.</param>
    /// <param name="groups">What the user has by groups.</param>
    public IEnumerable<AccessReason> ReasonsFor(AccessLevel level, IReadOnlyList<GroupAccess> groups)
    {
        var own = Header.Acls.OwnLevelOf(User);
        if (own >= level)
            yield return OwnReason(own, level);
        foreach (var reason in groups.Select(group => group.ReasonFor(level)).OfType<AccessReason>().OrderByDescending(static reason => reason.Level))
            yield return reason;
        if (Header.Acls.PublicRead && level <= AccessLevel.Read)
        {
            var opened = Changes.FirstOrDefault(static change => change is { WasPublic: false, IsPublic: true });
            yield return new AccessReason(AccessVia.Public, AccessLevel.Read, opened?.At, opened?.By);
        }
    }

    /// <summary>What changed, right by right, the newest first.</summary>
    /// <param name="groups">What the user has by groups.</param>
    public IEnumerable<AccessStep> Steps(IReadOnlyList<GroupAccess> groups) =>
        Changes.SelectMany(StepsOf).Concat(groups.SelectMany(static group => group.Steps())).OrderByDescending(static step => step.At);

    /// <summary>One change of ACLs may change a user's own level, and what everybody may.</summary>
    private static IEnumerable<AccessStep> StepsOf(RightChange change)
    {
        if (change.From != change.To)
        {
            // A right that was taken is named by what it was.
            var named = change.To == AccessLevel.None ? change.From : change.To;
            yield return new AccessStep(
                change.At, change.By, change.AsAdministrator, named == AccessLevel.Owner ? AccessVia.Owner : AccessVia.Entry, change.From, change.To);
        }

        if (change.WasPublic != change.IsPublic)
            yield return new AccessStep(
                change.At, change.By, change.AsAdministrator, AccessVia.Public, LevelOf(change.WasPublic), LevelOf(change.IsPublic));
    }

    private static AccessLevel LevelOf(bool isPublic) => isPublic ? AccessLevel.Read : AccessLevel.None;

    private AccessReason OwnReason(AccessLevel own, AccessLevel level)
    {
        if (own != AccessLevel.Owner)
        {
            var raised = Changes.FirstOrDefault(change => change.From < level && change.To >= level);
            return new AccessReason(AccessVia.Entry, own, raised?.At, raised?.By);
        }

        // An owner from the beginning was made so by nobody.
        var accepted = Changes.FirstOrDefault(static change => change is { From: not AccessLevel.Owner, To: AccessLevel.Owner });
        return new AccessReason(AccessVia.Owner, own, accepted?.At ?? Created, accepted?.FormerOwner);
    }
}

/// <summary>A change of ACLs that changed something for one user.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who changed them; null if that is not recorded.</param>
/// <param name="AsAdministrator">Whether in administration mode.</param>
/// <param name="From">The user's own level before: as the owner, or by an entry.</param>
/// <param name="To">The same after it.</param>
/// <param name="WasPublic">Whether everybody could read before.</param>
/// <param name="IsPublic">The same after it.</param>
/// <param name="FormerOwner">Who owned the sample before.</param>
public sealed record RightChange(
    Timestamp At, UserName? By, bool AsAdministrator, AccessLevel From, AccessLevel To, bool WasPublic, bool IsPublic, UserName FormerOwner);
