using FsCheck.Fluent;

namespace SampleService.Domain.Tests.Acls;

public sealed class OwnershipRulesTests
{
    private static readonly AccessLevel[] Kept = [AccessLevel.None, AccessLevel.Read, AccessLevel.Write, AccessLevel.Admin];

    [Fact]
    public void PassTo_AnyUser_MakesTheOwnerAndLeavesTheRightsOfOthers() => Properties.ForAll(
        from acls in AclCases.Acls
        from owner in Gen.Elements(AclCases.AllUsers.Where(static user => user != AclCases.Owner).ToArray())
        from kept in Gen.Elements(Kept)
        select (acls, owner, kept),
        one =>
        {
            var (acls, owner, kept) = one;
            var passed = acls.PassTo(owner, kept);
            Assert.Equal((owner, acls.PublicRead), (passed.Owner, passed.PublicRead));
            Assert.All(AclCases.AllUsers, user => Assert.Equal(
                user == owner ? AccessLevel.Owner : user == acls.Owner ? kept : acls.OwnLevelOf(user), passed.OwnLevelOf(user)));
            // The owner is in no list, and nobody is in two.
            UserName[] listed = [.. passed.Admin, .. passed.Write, .. passed.Read];
            Assert.DoesNotContain(owner, listed);
            Assert.Equal(listed.Distinct(), listed);
        });

    [Fact]
    public void WithoutEntryOf_AnyUser_ChangesThatEntryAlone() => Properties.ForAll(
        AclCases.Acls,
        acls => Assert.All(AclCases.AllUsers, user =>
        {
            var left = acls.WithoutEntryOf(user);
            Assert.Equal(acls.OwnLevelOf(user) is AccessLevel.None or AccessLevel.Owner, ReferenceEquals(left, acls));
            Assert.All(AclCases.AllUsers, other => Assert.Equal(
                other == user && user != acls.Owner ? AccessLevel.None : acls.OwnLevelOf(other), left.OwnLevelOf(other)));
            Assert.Equal(acls.PublicRead, left.PublicRead);
        }));

    [Fact]
    public void KeepName_OfEachLevel_IsReadAgain() => Assert.All(
        OwnershipOffer.KeepNames, static name => Assert.Equal(name, Offer(OwnershipOffer.KeepOf(name)).KeepName));

    [Fact]
    public void IsPending_AtItsEnd_IsNot()
    {
        var offer = Offer(AccessLevel.Read);
        Assert.True(offer.IsPendingAt(offer.Expires.Plus(-1)));
        Assert.False(offer.IsPendingAt(offer.Expires));
    }

    private static OwnershipOffer Offer(AccessLevel keep) =>
        new(default, new UserName("a"), new UserName("b"), keep, null, new Timestamp(1), new Timestamp(5));
}
