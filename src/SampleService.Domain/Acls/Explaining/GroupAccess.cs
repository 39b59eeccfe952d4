namespace SampleService.Domain;

/// <summary>What one user may do, and might, by being a member of a group.</summary>
/// <param name="Group">The group, as entries of ACLs name it.</param>
/// <param name="Entry">What is recorded about the entry of the group.</param>
/// <param name="Memberships">When being a member began and ceased to count, the newest first.</param>
public sealed record GroupAccess(UserName Group, AccessRecord Entry, IReadOnlyList<MembershipChange> Memberships)
{
    /// <summary>The level that the user has by the group.</summary>
    public AccessLevel Level => Memberships is [{ Counts: true }, ..] ? Entry.Header.Acls.LevelOfEntry(Group) : AccessLevel.None;

    /// <summary>Why the group gives the level; null if it does not.</summary>
    public AccessReason? ReasonFor(AccessLevel level)
    {
        if (Level < level)
            return null;
        var joined = Memberships[0];
        var raised = Entry.Changes.FirstOrDefault(change => change.From < level && change.To >= level);
        AccessReason Since(Timestamp? at, UserName? by) => new(AccessVia.Group, Level, at, by) { Group = Group };
        if (raised is not null)
            return raised.At.CompareTo(joined.At) >= 0 ? Since(raised.At, raised.By) : Since(joined.At, joined.By);
        // An entry that is older than the record may still be younger than a membership that is older too.
        return joined.At.CompareTo(Entry.RecordedSince) >= 0 ? Since(joined.At, joined.By) : Since(null, null);
    }

    /// <summary>What changed of the right that the user has by the group, the newest first.</summary>
    public IEnumerable<AccessStep> Steps()
    {
        var changes = Entry.Changes.Select(static change => new Change(change.At, change.By, change.AsAdministrator, change.To, null))
            .Concat(Memberships.Select(static change => new Change(change.At, change.By, change.AsAdministrator, null, change.Counts)))
            .OrderBy(static change => change.At).ToList();
        var (level, counts) = (Entry.Changes is [.., var first] ? first.From : Entry.Header.Acls.LevelOfEntry(Group), false);
        var steps = new List<AccessStep>();
        foreach (var change in changes)
        {
            var before = counts ? level : AccessLevel.None;
            (level, counts) = (change.Level ?? level, change.Counts ?? counts);
            var after = counts ? level : AccessLevel.None;
            if (before != after)
                steps.Add(new AccessStep(change.At, change.By, change.AsAdministrator, AccessVia.Group, before, after) { Group = Group });
        }

        steps.Reverse();
        return steps;
    }

    /// <summary>When being a member of a group began and ceased to count for a user, the newest first.</summary>
    /// <param name="periods">When the user was a member, in their order.</param>
    /// <param name="retirements">When the group was retired, and when that was taken back: then it counts. In their order.</param>
    public static IReadOnlyList<MembershipChange> MembershipsOf(IEnumerable<GroupMembership> periods, IEnumerable<MembershipChange> retirements)
    {
        // What happened in one millisecond stays in its order.
        var changes = periods.SelectMany(EndsOf)
            .Concat(retirements.Select(static change => new Turn(change, null, !change.Counts)))
            .OrderBy(static turn => turn.Change.At);
        var found = new List<MembershipChange>();
        var (isMember, isRetired, counted) = (false, false, false);
        foreach (var turn in changes)
        {
            (isMember, isRetired) = (turn.IsMember ?? isMember, turn.IsRetired ?? isRetired);
            var counts = isMember && !isRetired;
            if (counts != counted)
                found.Add(turn.Change with { Counts = counts });
            counted = counts;
        }

        found.Reverse();
        return found;
    }

    private static IEnumerable<Turn> EndsOf(GroupMembership period)
    {
        yield return new Turn(period.Began, true, null);
        if (period.Ended is { } ended)
            yield return new Turn(ended, false, null);
    }

    /// <summary>The beginning or end of a membership, or of being retired.</summary>
    private readonly record struct Turn(MembershipChange Change, bool? IsMember, bool? IsRetired);

    /// <summary>A change of the entry, or of the membership.</summary>
    private readonly record struct Change(Timestamp At, UserName? By, bool AsAdministrator, AccessLevel? Level, bool? Counts);
}

/// <summary>Being a member of a group began to count, or ceased to.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who changed the group.</param>
/// <param name="AsAdministrator">Whether in administration mode.</param>
/// <param name="Counts">Whether it counts from then on.</param>
public readonly record struct MembershipChange(Timestamp At, UserName By, bool AsAdministrator, bool Counts);
