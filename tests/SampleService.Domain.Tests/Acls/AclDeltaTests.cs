using FsCheck.Fluent;
using static SampleService.Domain.Tests.AclCases;

namespace SampleService.Domain.Tests;

public class AclDeltaTests
{
    [Fact]
    public void ApplyTo_AnyDelta_MatchesTheTablesOfTheContract() =>
        Properties.ForAll(AclCases.Acls.Zip(Delta), one =>
        {
            var (acls, delta) = one;
            if (NamesTheOwnerIllegally(delta))
            {
                var refusal = Assert.Throws<ServiceException>(() => delta.ApplyTo(acls));
                Assert.Equal(
                    "Sample service error code 20000 Unauthorized: ACLs for the sample owner owner may not be modified by a delta update.",
                    refusal.Message);
                return;
            }

            var changed = delta.ApplyTo(acls);

            HashSet<UserName> oldAdmin = [.. acls.Admin], oldWrite = [.. acls.Write], oldRead = [.. acls.Read];
            HashSet<UserName> a = [.. delta.Admin], w = [.. delta.Write], r = [.. delta.Read], x = [.. delta.Remove];
            foreach (var set in new[] { a, w, r })
                set.Remove(Owner);
            IEnumerable<UserName> admin, write, read;
            if (delta.AtLeast)
            {
                admin = oldAdmin.Except(x).Union(a);
                write = oldWrite.Except(a.Union(x)).Union(w.Except(oldAdmin));
                read = oldRead.Except(a.Union(w).Union(x)).Union(r.Except(oldAdmin.Union(oldWrite)));
            }
            else
            {
                admin = oldAdmin.Union(a).Except(w.Union(r).Union(x));
                write = oldWrite.Union(w).Except(a.Union(r).Union(x));
                read = oldRead.Union(r).Except(a.Union(w).Union(x));
            }

            Assert.Equal(UserSet.Of(admin), changed.Admin);
            Assert.Equal(UserSet.Of(write), changed.Write);
            Assert.Equal(UserSet.Of(read), changed.Read);
            Assert.Equal(delta.PublicRead ?? acls.PublicRead, changed.PublicRead);
            Assert.Equal(Owner, changed.Owner);
        }, runs: 2000);

    [Fact]
    public void ApplyTo_AnyDelta_EachUserGetsWhatWasAskedFor() =>
        Properties.ForAll(LegalCases, one =>
        {
            var (acls, delta) = one;
            var changed = delta.ApplyTo(acls);
            foreach (var user in AllUsers.Where(user => user != Owner))
            {
                var before = Level(acls, user);
                var asked = Asked(delta, user);
                var expected = asked is not { } level ? before
                    : delta.AtLeast && level != AccessLevel.None && level < before ? before
                    : level;
                Assert.Equal(expected, Level(changed, user));
            }
        }, runs: 2000);

    [Fact]
    public void ApplyTo_AnyDelta_OwnerIsInNoSetAndNoUserInTwo() =>
        Properties.ForAll(LegalCases, one =>
        {
            var changed = one.Item2.ApplyTo(one.Item1);
            var all = changed.Admin.Concat(changed.Write).Concat(changed.Read).ToList();
            Assert.DoesNotContain(Owner, all);
            Assert.Equal(all.Count, all.Distinct().Count());
            Assert.Equal(AccessLevel.Owner, changed.LevelOf(Owner));
        }, runs: 2000);

    [Fact]
    public void ApplyTo_AtLeast_LowersOnlyRemovedUsers() =>
        Properties.ForAll(LegalCases.Where(one => one.Item2.AtLeast), one =>
        {
            var changed = one.Item2.ApplyTo(one.Item1);
            foreach (var user in AllUsers.Where(user => !one.Item2.Remove.Contains(user)))
                Assert.True(Level(changed, user) >= Level(one.Item1, user));
        }, runs: 2000);

    [Fact]
    public void ApplyTo_AnyDelta_IsTheSameInstanceExactlyWhenTheTableSaysNoChange() =>
        Properties.ForAll(LegalCases, one =>
        {
            var (acls, delta) = one;
            HashSet<UserName> admin = [.. acls.Admin], write = [.. acls.Write], read = [.. acls.Read], owner = [acls.Owner];
            var removesNobody = !delta.Remove.Any(user => admin.Contains(user) || write.Contains(user) || read.Contains(user));
            var leavesPublic = delta.PublicRead is null || delta.PublicRead == acls.PublicRead;
            var raisesNobody = delta.AtLeast
                ? delta.Admin.All(admin.Union(owner).Contains)
                    && delta.Write.All(write.Union(admin).Union(owner).Contains)
                    && delta.Read.All(read.Union(write).Union(admin).Union(owner).Contains)
                : delta.Admin.All(admin.Contains) && delta.Write.All(write.Contains) && delta.Read.All(read.Contains);

            var changed = delta.ApplyTo(acls);

            Assert.Equal(removesNobody && leavesPublic && raisesNobody, ReferenceEquals(acls, changed));
            Assert.Equal(acls.Equals(changed), ReferenceEquals(acls, changed));
            Assert.Same(changed, delta.ApplyTo(changed));
        }, runs: 2000);

    [Theory]
    [InlineData("admin")]
    [InlineData("write")]
    [InlineData("read")]
    [InlineData("remove")]
    public void ApplyTo_OwnerNamed_IsRefusedUnlessAtLeastAndNotRemoved(string list)
    {
        var acls = SampleAcls.OwnedBy(Owner);
        var only = UserSet.Of([Owner]);
        AclDelta Delta(bool atLeast) => new(
            list == "admin" ? only : UserSet.Empty, list == "write" ? only : UserSet.Empty, list == "read" ? only : UserSet.Empty,
            list == "remove" ? only : UserSet.Empty, null, atLeast);

        Assert.Equal(ErrorKind.Unauthorized, Assert.Throws<ServiceException>(() => Delta(false).ApplyTo(acls)).Kind);
        if (list == "remove")
            Assert.Equal(ErrorKind.Unauthorized, Assert.Throws<ServiceException>(() => Delta(true).ApplyTo(acls)).Kind);
        else
            Assert.Same(acls, Delta(true).ApplyTo(acls));
    }

    [Fact]
    public void Users_Delta_AreInTheOrderOfTheListsEachSorted() =>
        Assert.Equal(
            ["b", "z", "a", "y", "c", "\uffff", "😀"],
            new AclDelta(Set("z", "b"), Set("y", "a"), Set("c"), Set("😀", "\uffff"), null, false).Users.Select(user => user.Value));

    private static FsCheck.Gen<(SampleAcls, AclDelta)> LegalCases =>
        from acls in AclCases.Acls
        from delta in Delta
        where !NamesTheOwnerIllegally(delta)
        select (acls, delta);

    private static bool NamesTheOwnerIllegally(AclDelta delta) =>
        delta.Remove.Contains(Owner) || (!delta.AtLeast && delta.Users.Contains(Owner));

    /// <summary>The level that the delta gives the user; null if it does not name the user.</summary>
    private static AccessLevel? Asked(AclDelta delta, UserName user) =>
        delta.Admin.Contains(user) ? AccessLevel.Admin
        : delta.Write.Contains(user) ? AccessLevel.Write
        : delta.Read.Contains(user) ? AccessLevel.Read
        : delta.Remove.Contains(user) ? AccessLevel.None
        : null;

    /// <summary>The level of the list that the user is in.</summary>
    private static AccessLevel Level(SampleAcls acls, UserName user) => (acls with { PublicRead = false }).LevelOf(user);
}
