using FsCheck;
using FsCheck.Fluent;
using SampleService.Domain;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>What every back end has to do with groups: who is in them, who was, and one effect for each change, whoever else changes them.</summary>
public abstract class UserGroupSpecification : StoreSpecification
{
    private static readonly GroupName Lab = new("lab");

    private const long Enough = 1_000_000;

    private static readonly string[] Users = ["alice", "bob", "carol", "dave"];

    [StoreFact]
    public async Task Create_NewName_IsKeptWithItsUsers()
    {
        var outcome = await DoAsync("alice", new CreateGroup(Lab, "The laboratory", Make.Users("carol", "bob"), Make.Users("dave")));
        var made = Assert.IsType<MadeGroup>(outcome.Result).Group;

        Assert.Equal(
            new UserGroup(Lab, Make.User("alice"), Make.Users("dave"), Make.Users("bob", "carol"), 1, Clock.Now, Clock.Now) { Title = "The laboratory" }, made);
        Assert.Equal(made, await Groups.FindAsync(Lab, default));
        Assert.Null(await Groups.FindAsync(new GroupName("other"), default));
        Assert.Equal([Lab], await Groups.FindExistingAsync([Lab, new GroupName("other")], default));
        foreach (var (user, isReadable) in ((string, bool)[])[("alice", true), ("bob", true), ("dave", true), ("erin", false)])
            Assert.Equal(isReadable, (await Groups.FindReadableAsync(Make.User(user), [Lab], default)).Contains(Lab));
        var memberships = await Groups.FindGroupsAsync([.. Make.Users("alice", "bob", "carol", "dave")], default);
        Assert.Equal(["bob", "carol"], memberships.Keys.Select(user => user.Value).Order());
        Assert.All(memberships.Values, groups => Assert.Equal(Make.Users("@lab"), groups));
    }

    [StoreFact]
    public async Task Create_NameThatIsTaken_IsRefused()
    {
        await DoAsync("alice", Operate.Group("lab"));
        var again = await DoAsync("bob", Operate.Group("lab"));

        Assert.Equal((ErrorKind.GroupExists, "@lab"), (again.Error!.Kind, again.Error.Detail));
        Assert.Equal(Make.User("alice"), (await Groups.FindAsync(Lab, default))!.Owner);
    }

    [StoreFact]
    public async Task Create_ByManyAtOnce_IsDoneByOne()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => DoAsync("alice", Operate.Group("lab", Users[i % 4])))));

        Assert.Single(outcomes, outcome => outcome.Error is null);
        Assert.All(outcomes.Where(outcome => outcome.Error is not null), outcome => Assert.Equal(ErrorKind.GroupExists, outcome.Error!.Kind));
        Assert.Single((await Groups.FindAsync(Lab, default))!.Members);
        Assert.Single(await Groups.ListChangesAsync(Lab, Enough, default));
    }

    [StoreFact]
    public async Task Update_ByManyAtOnce_HasOneVersionForEachChange()
    {
        await DoAsync("alice", Operate.Group("lab"));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(
            () => DoAsync("alice", new UpdateGroup(Lab) { Add = Make.Users($"user{i}") }))));
        var conditional = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(
            () => DoAsync("alice", new UpdateGroup(Lab) { Remove = Make.Users($"user{i}"), RequiredVersion = 9 }))));

        Assert.All(outcomes, outcome => Assert.Null(outcome.Error));
        Assert.Single(conditional, outcome => outcome.Error is null);
        var group = await Groups.FindAsync(Lab, default);
        Assert.Equal((10, 7), (group!.Version, group.Members.Count));
        Assert.Equal(Enumerable.Range(1, 10).Select(version => (long)version), (await Groups.ListChangesAsync(Lab, Enough, default)).Select(change => change.Version));
    }

    [StoreFact]
    public async Task Update_WhatChangesNothing_LeavesNoTrace()
    {
        await DoAsync("alice", Operate.Group("lab", "bob"));
        var same = await DoAsync("alice", new UpdateGroup(Lab) { Add = Make.Users("bob"), Remove = Make.Users("carol"), Retired = false, Owner = Make.User("alice") });

        Assert.Equal(1, Assert.IsType<MadeGroup>(same.Result).Group.Version);
        Assert.Single(await Groups.ListChangesAsync(Lab, Enough, default));
        await Events.PublishAsync(default);
        var told = Assert.Single((await Events.ReadAsync(0, null, 100, default)).Events);
        Assert.Equal((EventType.GroupChange, "@lab", Make.User("alice"), (SampleId?)null), (told.Type, told.Group, told.By, told.Sample));
    }

    [StoreFact]
    public async Task FindGroups_Retired_AreLeftOut()
    {
        await DoAsync("alice", Operate.Group("lab", "bob"));
        await DoAsync("alice", Operate.Group("other", "bob"));
        await DoAsync("alice", new UpdateGroup(Lab) { Retired = true });
        Assert.Equal(Make.Users("@other"), (await Groups.FindGroupsAsync([Make.User("bob")], default))[Make.User("bob")]);
        Assert.Equal([Lab], await Groups.FindExistingAsync([Lab], default));
        await DoAsync("alice", new UpdateGroup(Lab) { Retired = false });
        Assert.Equal(Make.Users("@lab", "@other"), (await Groups.FindGroupsAsync([Make.User("bob")], default))[Make.User("bob")]);
    }

    [StoreFact]
    public async Task FindMemberships_OfAMemberWhoCameAndWent_HaveEachTime()
    {
        await DoAsync("alice", Operate.Group("lab", "bob"));
        await DoAsync("alice", new UpdateGroup(Lab) { Remove = Make.Users("bob") });
        await DoAsync("alice", new UpdateGroup(Lab) { Add = Make.Users("bob") });
        await DoAsync("alice", new UpdateGroup(Lab) { Retired = true });
        var other = new GroupName("other");
        var found = await Groups.FindMembershipsAsync(Make.User("bob"), [Lab, other], default);
        Assert.Equal([false, true, false, true], found[Lab].Select(change => change.Counts));
        Assert.All(found[Lab], change => Assert.Equal(Make.User("alice"), change.By));
        Assert.Empty(found[other]);
        Assert.All(found[Lab], change => Assert.False(change.AsAdministrator));
        Assert.Equal([Lab], await Groups.FindFormerAsync(Make.User("bob"), 10, default));
        Assert.Empty(await Groups.FindFormerAsync(Make.User("carol"), 10, default));
        var administrator = new OperationCaller(new Requester(Make.User("admin"), true), Make.User("admin"));
        Clock.Now = Clock.Now.Plus(1);
        await Operations.ApplyAsync(administrator, [new UpdateGroup(Lab) { Retired = false }]);
        Clock.Now = Clock.Now.Plus(1);
        await Operations.ApplyAsync(administrator, [new UpdateGroup(Lab) { Remove = Make.Users("bob") }]);
        Clock.Now = Clock.Now.Plus(1);
        await Operations.ApplyAsync(administrator, [new UpdateGroup(Lab) { Add = Make.Users("bob") }]);
        Assert.Equal([true, true, true, false], (await Groups.FindMembershipsAsync(Make.User("bob"), [Lab], default))[Lab].Take(4).Select(change => change.AsAdministrator));
        Assert.Empty((await Groups.FindMembershipsAsync(Make.User("carol"), [Lab], default))[Lab]);
    }

    [StoreFact]
    public async Task ListChanges_LongerThanAllowed_IsRefused()
    {
        await DoAsync("alice", Operate.Group("lab"));
        for (var i = 0; i < 30; i++)
            await DoAsync("alice", new UpdateGroup(Lab) { Add = Make.Users($"user{i}") });
        var whole = await Groups.ListChangesAsync(Lab, Enough, default);
        Assert.Equal(Enumerable.Range(1, 31).Select(version => (long)version), whole.Select(change => change.Version));
        var refused = await Assert.ThrowsAsync<ServiceException>(async () => await Groups.ListChangesAsync(Lab, 100, default));
        Assert.Equal("The answer would have more than 100 bytes; ask for fewer samples at a time", refused.Detail);
    }

    [StoreFact]
    public async Task Create_MoreGroupsThanAUserMayBeInOrOwn_IsRefused()
    {
        await ExecuteAsync(
            $"""
            INSERT INTO user_groups (name, title, owner, version, retired, created_at, changed_at)
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {UserGroup.MaxOfMember})
            SELECT 'made' || i, '', CASE WHEN i < {UserGroup.MaxOfOwner} THEN 'alice' ELSE 'carol' END, 1, {False}, 1, 1 FROM n
            """);
        await ExecuteAsync($"INSERT INTO group_members (user_name, group_name, role, since, added_by) SELECT 'bob', name, 'member', 1, 'alice' FROM user_groups WHERE name <> 'made7'");

        Assert.Null((await DoAsync("alice", Operate.Group("last", "bob"))).Error);
        Assert.Equal($"User bob is a member of {UserGroup.MaxOfMember} groups already", (await DoAsync("dave", Operate.Group("more", "bob"))).Error!.Detail);
        Assert.Equal($"User alice owns {UserGroup.MaxOfOwner} groups already", (await DoAsync("alice", Operate.Group("more"))).Error!.Detail);
        var own = await DoAsync("dave", Operate.Group("own"));
        Assert.Null(own.Error);
        Assert.Equal(
            $"User alice owns {UserGroup.MaxOfOwner} groups already",
            (await DoAsync("dave", new UpdateGroup(new GroupName("own")) { Owner = Make.User("alice") })).Error!.Detail);
        // Who is one already takes no more room.
        Assert.Null((await DoAsync("alice", new UpdateGroup(new GroupName("last")) { Add = Make.Users("bob") })).Error);
    }

    [StoreFact]
    public async Task List_ByRole_GivesEachGroupOnceByName()
    {
        await DoAsync("bob", new CreateGroup(new GroupName("owned"), null, Make.Users("bob"), Make.Users("bob")));
        await DoAsync("alice", new CreateGroup(new GroupName("managed"), null, UserSet.Empty, Make.Users("bob")));
        await DoAsync("alice", Operate.Group("joined", "bob"));
        await DoAsync("alice", Operate.Group("strange"));
        foreach (var (roles, expected) in ((GroupRoles, string)[])
        [
            (GroupRoles.Any, "joined managed owned"), (GroupRoles.Member, "joined owned"), (GroupRoles.Manager, "managed owned"), (GroupRoles.Owner, "owned"),
            (GroupRoles.None, "joined managed owned strange"),
        ])
        {
            var listed = new List<string>();
            GroupName? after = null;
            for (var hasMore = true; hasMore;)
            {
                var page = await Groups.ListAsync(Make.User("bob"), roles, after, 1, default);
                listed.AddRange(page.Groups.Select(group => group.Name.Value));
                (after, hasMore) = (page.Groups[^1].Name, page.HasMore);
            }

            Assert.Equal(expected, string.Join(' ', listed));
            Assert.Equal(expected, string.Join(' ', (await Groups.ListAsync(Make.User("bob"), roles, null, 100, default)).Groups.Select(group => group.Name.Value)));
        }
    }

    [StoreFact]
    public async Task List_GroupsWithManyUsers_EndsThePage()
    {
        var many = Make.Users([.. Enumerable.Range(0, UserGroup.MaxUsers).Select(i => $"user{i}")]);
        for (var i = 0; i < 12; i++)
            await DoAsync("alice", new CreateGroup(new GroupName($"lab{i:00}"), null, many, UserSet.Empty));

        var listed = new List<UserGroup>();
        for (var hasMore = true; hasMore;)
        {
            var page = await Groups.ListAsync(Make.User("alice"), GroupRoles.Owner, listed.LastOrDefault()?.Name, 100, default);
            Assert.InRange(page.Groups.Count, 1, 5);
            listed.AddRange(page.Groups);
            hasMore = page.HasMore;
        }

        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"lab{i:00}"), listed.Select(group => group.Name.Value));
        Assert.All(listed, group => Assert.Equal(many, group.Members));
    }

    /// <summary>Whoever changes groups, in whatever order: the rows say what a plain model says, and so does the history replayed.</summary>
    [StoreFact]
    public void Update_AnyChanges_AreThoseOfTheModel() => Prop.ForAll(
        Changes().ArrayOf(12).ToArbitrary(),
        changes =>
        {
            CompareAsync(changes).GetAwaiter().GetResult();
            return true;
        }).QuickCheckThrowOnFailure();

    private async Task CompareAsync((string By, UpdateGroup Change)[] changes)
    {
        var name = new GroupName($"g{Guid.NewGuid():n}"[..20]);
        await DoAsync("alice", new CreateGroup(name, null, Make.Users("bob"), UserSet.Empty));
        var (owner, members, managers, retired, version) = ("alice", new SortedSet<string> { "bob" }, new SortedSet<string>(), false, 1L);
        foreach (var (by, change) in changes)
        {
            var mayManage = by == owner || managers.Contains(by);
            var isForOwner = change.AddManagers.Count > 0 || change.RemoveManagers.Count > 0 || change.Owner is not null || change.Retired is not null;
            var before = (owner, string.Join(' ', members), string.Join(' ', managers), retired);
            var outcome = await DoAsync(by, change with { Group = name });
            if (isForOwner ? by != owner : !mayManage)
            {
                Assert.Equal($"User {by} cannot administrate group {name}", outcome.Error!.Detail);
                continue;
            }

            if (change.Add.Overlaps(change.Remove) || change.AddManagers.Overlaps(change.RemoveManagers))
            {
                Assert.EndsWith("is both added and removed", outcome.Error!.Detail, StringComparison.Ordinal);
                continue;
            }

            members.UnionWith(Texts(change.Add));
            members.ExceptWith(Texts(change.Remove));
            managers.UnionWith(Texts(change.AddManagers));
            managers.ExceptWith(Texts(change.RemoveManagers));
            (owner, retired) = (change.Owner?.Value ?? owner, change.Retired ?? retired);
            if (before != (owner, string.Join(' ', members), string.Join(' ', managers), retired))
                version++;
            var kept = (await Groups.FindAsync(name, default))!;
            Assert.Equal(Assert.IsType<MadeGroup>(outcome.Result).Group, kept);
            Assert.Equal(
                (owner, retired, version, string.Join(' ', members), string.Join(' ', managers)),
                (kept.Owner.Value, kept.IsRetired, kept.Version, string.Join(' ', kept.Members), string.Join(' ', kept.Managers)));
        }

        var history = await Groups.ListChangesAsync(name, Enough, default);
        Assert.Equal(version, history.Count);
        foreach (var user in Users)
            Assert.Equal(
                members.Contains(user) && !retired, (await Groups.FindMembershipsAsync(Make.User(user), [name], default))[name] is [{ Counts: true }, ..]);
        Assert.Equal(owner, history.Last(change => change.Owner is not null).Owner!.Value.Value);
    }

    /// <summary>What a boolean column takes.</summary>
    protected abstract string False { get; }

    private static string[] Texts(UserSet users) => [.. users.Select(user => user.Value)];

    private static Gen<(string By, UpdateGroup Change)> Changes()
    {
        var none = Make.Users();
        var sets = Users.SelectMany(one => Users.Select(other => Make.Users(one, other))).ToArray();
        return from who in Gen.Elements(Users)
               from add in Gen.Elements([none, none, .. sets])
               from remove in Gen.Elements([none, none, .. sets])
               from addManagers in Gen.Elements([.. Enumerable.Repeat(none, 50), .. sets])
               from removeManagers in Gen.Elements([.. Enumerable.Repeat(none, 90), .. sets])
               from owner in Gen.Elements([.. Enumerable.Repeat((UserName?)null, 30), .. Users.Select(name => (UserName?)Make.User(name))])
               from retired in Gen.Elements<bool?>(null, null, null, null, null, true, false)
               select (who, new UpdateGroup(Lab) { Add = add, Remove = remove, AddManagers = addManagers, RemoveManagers = removeManagers, Owner = owner, Retired = retired });
    }

    private async Task<OperationAnswer> DoAsync(string user, WriteOperation operation) =>
        (await Operations.ApplyAsync(Operate.As(user), [operation])).Answers[0];
}
