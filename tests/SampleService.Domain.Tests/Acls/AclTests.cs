using FsCheck.Fluent;
using static SampleService.Domain.Tests.AclCases;

namespace SampleService.Domain.Tests;

public class AclTests
{
    private static readonly SampleAcls Acls = new(Owner, Set("a", "a2"), Set("w"), Set("r"), false);

    [Theory]
    [InlineData("owner", AccessLevel.Owner)]
    [InlineData("a", AccessLevel.Admin)]
    [InlineData("a2", AccessLevel.Admin)]
    [InlineData("w", AccessLevel.Write)]
    [InlineData("r", AccessLevel.Read)]
    [InlineData("x", AccessLevel.None)]
    [InlineData("A", AccessLevel.None)]
    [InlineData(null, AccessLevel.None)]
    public void LevelOf_EachUser_IsTheFirstMatchElsePublicRead(string? name, AccessLevel level)
    {
        var user = name is null ? (UserName?)null : new UserName(name);

        Assert.Equal(level, Acls.LevelOf(user));
        Assert.Equal(level == AccessLevel.None ? AccessLevel.Read : level, (Acls with { PublicRead = true }).LevelOf(user));
    }

    [Theory]
    [InlineData("owner", 3)]
    [InlineData("a", 3)]
    [InlineData("w", 2)]
    [InlineData("r", 1)]
    [InlineData("x", 0)]
    [InlineData(null, 0)]
    public void Require_EachLevel_IncludesTheLowerOnesAndNamesWhatIsMissing(string? name, int allowed)
    {
        var sample = new SampleHeader(SampleId.Parse("12345678-9abc-def0-1234-56789abcdef0"), Acls, 1, 1);
        var requester = new Requester(name is null ? null : new UserName(name), IsAdministrator: false);
        (AccessLevel Level, string Verb)[] levels =
            [(AccessLevel.Read, "read"), (AccessLevel.Write, "write to"), (AccessLevel.Admin, "administrate")];

        for (var i = 0; i < levels.Length; i++)
        {
            var (level, verb) = levels[i];
            AccessRules.Require(requester with { IsAdministrator = true }, level, sample);
            if (i < allowed)
            {
                AccessRules.Require(requester, level, sample);
                continue;
            }

            var refusal = Assert.Throws<ServiceException>(() => AccessRules.Require(requester, level, sample));
            var who = name is null ? "Anonymous users" : $"User {name}";
            Assert.Equal(
                $"Sample service error code 20000 Unauthorized: {who} cannot {verb} sample 12345678-9abc-def0-1234-56789abcdef0",
                refusal.Message);
        }
    }

    [Fact]
    public void ApplyTo_Replacement_ReplacesAllButTheOwner()
    {
        var replaced = new AclReplacement(Set("w"), UserSet.Empty, Set("x", "a"), true).ApplyTo(Acls);

        Assert.Equal(new SampleAcls(Owner, Set("w"), UserSet.Empty, Set("a", "x"), true), replaced);
        Assert.Equal(
            SampleAcls.OwnedBy(Owner),
            new AclReplacement(UserSet.Empty, UserSet.Empty, UserSet.Empty, false).ApplyTo(replaced));
    }

    [Fact]
    public void ApplyTo_ReplacementNamingTheOwner_IsRefused()
    {
        var owner = Set("b", "owner");
        foreach (var replacement in new[]
        {
            new AclReplacement(owner, UserSet.Empty, UserSet.Empty, false),
            new AclReplacement(UserSet.Empty, owner, UserSet.Empty, false),
            new AclReplacement(UserSet.Empty, UserSet.Empty, owner, false),
        })
            Assert.Equal(
                "Sample service error code 30001 Illegal input parameter: The owner cannot be in any other ACL",
                Assert.Throws<ServiceException>(() => replacement.ApplyTo(Acls)).Message);
    }

    [Fact]
    public void Users_Replacement_AreInTheOrderOfTheLists() =>
        Assert.Equal(
            ["b", "z", "a", "c"],
            new AclReplacement(Set("z", "b"), Set("a"), Set("c"), false).Users.Select(user => user.Value));

    [Theory]
    [InlineData("", "a,b", "c", "d", null)]
    [InlineData("", "a", "a", "", "a")]
    [InlineData("", "a", "", "a", "a")]
    [InlineData("", "", "a", "a", "a")]
    [InlineData("", "y,z", "x,z", "x,y", "y")]
    [InlineData("", "z", "x,z", "x", "z")]
    public void RequireDisjoint_UserInTwoLists_NamesTheFirst(string remove, string admin, string write, string read, string? twice)
    {
        AclLists.RequireNotRemoved(List(remove), List(admin), List(write), List(read));
        var fault = Record.Exception(() => AclLists.RequireDisjoint(List(admin), List(write), List(read)));
        Assert.Equal(
            twice is null ? null : $"Sample service error code 30001 Illegal input parameter: User {twice} appears in two ACLs",
            fault?.Message);
    }

    [Theory]
    [InlineData("a", "b", "c", "d", true)]
    [InlineData("", "b", "c", "d", true)]
    [InlineData("a", "a", "", "", false)]
    [InlineData("a", "", "a", "", false)]
    [InlineData("x,a", "", "", "a,b", false)]
    public void RequireNotRemoved_RemovedUserInAnotherList_IsRefused(string remove, string admin, string write, string read, bool fine)
    {
        var fault = Record.Exception(() => AclLists.RequireNotRemoved(List(remove), List(admin), List(write), List(read)));
        Assert.Equal(
            fine ? null : "Sample service error code 30001 Illegal input parameter: Users in the remove list cannot be in any other ACL",
            fault?.Message);
    }

    [Fact]
    public void UserSet_AnyUsers_IsSortedByCodePointWithoutDuplicates() =>
        Properties.ForAll(Texts.WellFormed.ArrayOf(), names =>
        {
            var set = Set(names);
            var expected = names.Distinct(StringComparer.Ordinal).Order(Comparer<string>.Create(ContractText.CompareByCodePoint));
            Assert.Equal(expected, set.Select(user => user.Value));
            Assert.Equal(set, Set([.. names.Reverse()]));
            Assert.Equal(set.GetHashCode(), Set([.. names.Reverse()]).GetHashCode());
            Assert.All(names, name => Assert.True(set.Contains(new UserName(name))));
            Assert.False(set.Contains(new UserName(string.Concat(names) + "!")));
        });

    private static UserSet List(string names) => Set(names.Split(',', StringSplitOptions.RemoveEmptyEntries));
}
