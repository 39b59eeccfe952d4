using FsCheck;
using FsCheck.Fluent;

namespace SampleService.Domain.Tests;

/// <summary>Rights by groups: the highest of all a requester has, and why and since when.</summary>
public sealed class GroupAccessTests
{
    private static readonly UserName Lab = new("@lab");
    private static readonly UserName Alice = new("alice");

    [Fact]
    public void LevelOf_AnyAclsAndGroups_IsTheHighestOfTheirEntries() => Prop.ForAll(
        AclCases.Acls.Zip(Gen.SubListOf("a", "b", "c", "d")).ToArbitrary(),
        pair =>
        {
            var (acls, groups) = (pair.Item1, AclCases.Set([.. pair.Item2]));
            var requester = new Requester(new UserName("a"), false);
            var expected = groups.Select(acls.LevelOfEntry).Append(acls.LevelOf(requester.User)).Max();
            return acls.LevelOf(requester with { Groups = groups }) == expected && acls.LevelOf(requester) == acls.LevelOf(requester.User);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("bob", false, false, AccessLevel.Read, true)]
    [InlineData("bob", false, true, AccessLevel.Read, false)]
    [InlineData("bob", true, false, AccessLevel.Read, false)]
    [InlineData("alice", false, false, AccessLevel.Admin, false)]
    [InlineData(null, false, false, AccessLevel.Read, false)]
    public void DependsOnGroups_Requester_OnlyWhereAGroupCanMatter(string? user, bool isAdministrator, bool isLookedUp, AccessLevel level, bool expected)
    {
        var acls = SampleAcls.OwnedBy(Alice) with { Read = UserSet.Of([Lab]) };
        var requester = new Requester(user is null ? null : new UserName(user), isAdministrator) { Groups = isLookedUp ? UserSet.Empty : null };
        Assert.Equal(expected, AccessRules.DependsOnGroups(requester, level, acls));
        Assert.False(AccessRules.DependsOnGroups(requester, level, acls with { Read = UserSet.Of([new UserName("carol")]) }));
    }

    /// <summary>Entry and membership come and go: what the steps lead through is what held at each moment, and the reason is the last step.</summary>
    [Fact]
    public void Steps_AnyChanges_LeadThroughWhatHeld() => Prop.ForAll(
        Gen.Elements("entry", "join", "leave", "retire", "revive").Zip(Gen.Elements(AccessLevel.None, AccessLevel.Read, AccessLevel.Write, AccessLevel.Admin)).ArrayOf(12).ToArbitrary(),
        changes =>
        {
            var (level, isMember, isRetired, held) = (AccessLevel.None, false, false, AccessLevel.None);
            var entries = new List<RightChange>();
            var periods = new List<GroupMembership>();
            var retirements = new List<MembershipChange>();
            var expected = new List<(Timestamp, AccessLevel, AccessLevel)>();
            for (var i = 0; i < changes.Length; i++)
            {
                var at = new Timestamp(1_000 + i);
                var (what, to) = changes[i];
                if (what == "entry")
                {
                    if (to != level)
                        entries.Insert(0, new RightChange(at, Alice, false, level, to, false, false, Alice));
                    level = to;
                }
                else if (what == "join" && !isMember)
                    periods.Add(new GroupMembership(Began(at), null));
                else if (what == "leave" && isMember)
                    periods[^1] = periods[^1] with { Ended = Ended(at) };
                else if (what is "retire" or "revive" && isRetired != (what == "retire"))
                    retirements.Add(what == "revive" ? Began(at) : Ended(at));
                (isMember, isRetired) = what switch
                {
                    "join" => (true, isRetired),
                    "leave" => (false, isRetired),
                    "retire" => (isMember, true),
                    "revive" => (isMember, false),
                    _ => (isMember, isRetired),
                };
                var now = isMember && !isRetired ? level : AccessLevel.None;
                if (now != held)
                    expected.Add((at, held, now));
                held = now;
            }

            var acls = SampleAcls.OwnedBy(Alice) with
            {
                Admin = Of(AccessLevel.Admin, level),
                Write = Of(AccessLevel.Write, level),
                Read = Of(AccessLevel.Read, level),
            };
            var record = new AccessRecord(new SampleHeader(SampleId.New(TimeProvider.System), acls, 1, 1), Lab, new Timestamp(0), new Timestamp(0), entries);
            var access = new GroupAccess(Lab, record, GroupAccess.MembershipsOf(periods, retirements));

            Assert.Equal(held, access.Level);
            Assert.Equal(expected, access.Steps().Reverse().Select(step => (step.At, step.From, step.To)));
            var reason = access.ReasonFor(AccessLevel.Read);
            Assert.Equal(held >= AccessLevel.Read, reason is not null);
            if (reason is not null)
                Assert.Equal((expected.Last(step => step.Item2 < AccessLevel.Read).Item1, Lab, held), (reason.Since, reason.Group, reason.Level));
            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void MembershipsOf_RemovedAndAddedInOneMillisecond_EndsAsAMember()
    {
        var (first, second) = (new Timestamp(5), new Timestamp(9));
        Assert.Equal(
            [Began(second), Ended(second), Began(first)],
            GroupAccess.MembershipsOf([new(Began(first), Ended(second)), new(Began(second), null)], []));
        Assert.Equal(
            [Ended(first), Began(first)],
            GroupAccess.MembershipsOf([new(Began(first), Ended(first))], []));
    }

    [Fact]
    public void ReasonFor_EntryOlderThanTheRecord_IsSinceAMembershipThatIsYounger()
    {
        var acls = SampleAcls.OwnedBy(Alice) with { Read = UserSet.Of([Lab]) };
        var record = new AccessRecord(new SampleHeader(SampleId.New(TimeProvider.System), acls, 1, 1), Lab, new Timestamp(0), new Timestamp(500), []);
        Assert.Equal(new Timestamp(500), Reason(500)!.Since);
        Assert.Equal((null, null), (Reason(499)!.Since, Reason(499)!.GrantedBy));
        Assert.Null(new GroupAccess(Lab, record, []).ReasonFor(AccessLevel.Read));

        AccessReason? Reason(long joined) =>
            new GroupAccess(Lab, record, [Began(new Timestamp(joined))]).ReasonFor(AccessLevel.Read);
    }

    private static MembershipChange Began(Timestamp at) => new(at, Alice, false, true);

    private static MembershipChange Ended(Timestamp at) => new(at, Alice, true, false);

    private static UserSet Of(AccessLevel level, AccessLevel held) => level == held ? UserSet.Of([Lab]) : UserSet.Empty;
}
