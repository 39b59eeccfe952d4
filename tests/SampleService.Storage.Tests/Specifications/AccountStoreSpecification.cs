using SampleService.Domain;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>What every <see cref="IAccountStore"/> does.</summary>
public abstract class AccountStoreSpecification : StandaloneSpecification
{
    [StoreFact]
    public async Task Create_NewAccount_IsFoundWithEveryField()
    {
        Assert.True(await Accounts.IsEmptyAsync(default));
        var made = await CreateAsync(Alice, "b", "a", "b");
        Assert.Equal(("alice", "The alice", Now, null), (made!.Name.Value, made.DisplayName, made.Created, made.Disabled));
        Assert.Equal(["a", "b"], made.Roles);
        Assert.False(await Accounts.IsEmptyAsync(default));
        Assert.Null(await CreateAsync(Alice, "c"));
        Assert.Equal(["a", "b"], (await Accounts.FindAsync(Alice, default))!.Roles);
        Assert.Null(await Accounts.FindAsync(Nobody, default));
        await CreateAsync(new UserName("al"));
        Assert.Equal(["al", "alice"], (await Accounts.ListAsync(default)).Select(account => account.Name.Value));
    }

    [StoreFact]
    public async Task SetDisabled_AndEnabled_KeepsTheFirstMoment()
    {
        await CreateAsync(Alice);
        await CreateAsync(Bob);
        Assert.Equal(AccountStatus.NoSuchAccount, (await Accounts.SetDisabledAsync(Nobody, Now, [], default)).Status);
        Assert.Equal(Now, (await Accounts.SetDisabledAsync(Alice, Now, [], default)).Account!.Disabled);
        Assert.Equal(Now, (await Accounts.SetDisabledAsync(Alice, Later, [], default)).Account!.Disabled);
        Assert.Equal([Bob], await Accounts.FindEnabledAsync([Alice, Bob, Nobody], default));
        Assert.Null((await Accounts.SetDisabledAsync(Alice, null, [], default)).Account!.Disabled);
        Assert.Equal(2, (await Accounts.FindEnabledAsync([Alice, Bob, Nobody], default)).Count);
    }

    [StoreFact]
    public async Task FindBound_SubjectsAndNames_FindsWhatHasOneOfThem()
    {
        await CreateAsync(Alice);
        await BindAsync("Dora D. <dora@example.org>", "https://a", "d-1");
        await BindAsync("erik", "https://b", "d-1");
        await Accounts.SetDisabledAsync(new UserName("erik"), Now, [], default);

        Assert.Equal(
            [
                new BoundAccount(new UserName("Dora D. <dora@example.org>"), new AccountIdentity("https://a", "d-1"), IsDisabled: false),
                new BoundAccount(Alice, null, IsDisabled: false),
                new BoundAccount(new UserName("erik"), new AccountIdentity("https://b", "d-1"), IsDisabled: true),
            ],
            (await Accounts.FindBoundAsync(["d-1", "d-2"], [Alice, Nobody], default)).OrderBy(account => account.Name));
        Assert.Equal([Alice], (await Accounts.FindBoundAsync([], [Alice], default)).Select(account => account.Name));
        Assert.Empty(await Accounts.FindBoundAsync([], [], default));
    }

    [StoreFact]
    public async Task Create_NameOfMaximumLength_IsStored()
    {
        var longest = new UserName(string.Concat(Enumerable.Repeat("\U0001F9EA", 256)));
        Assert.Equal(longest, (await CreateAsync(longest))!.Name);
    }

    [StoreFact]
    public async Task Create_NameOrIdentityThatIsTaken_ChangesNothing()
    {
        await CreateAsync(Alice);
        Assert.NotNull(await BindAsync("dora", "https://a", "d-1"));
        Assert.Null(await BindAsync("dora", "https://a", "d-1"));
        Assert.Null(await BindAsync("dora", "https://a", "d-2"));
        Assert.Null(await BindAsync("dora2", "https://a", "d-1"));
        Assert.Null(await BindAsync("alice", "https://a", "d-2"));
        Assert.Null(await CreateAsync(new UserName("dora")));
        Assert.Equal(["alice", "dora"], (await Accounts.ListAsync(default)).Select(account => account.Name.Value));
        Assert.NotNull(await BindAsync("dora2", "https://b", "d-1"));
    }

    [StoreFact]
    public async Task Create_OneIdentityManyTimesAtOnce_IsMadeOnce()
    {
        for (var round = 0; round < 5; round++)
        {
            var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
                await BindAsync($"name{round}_{i % 2}", "https://a", $"subject{round}"))));
            Assert.Single(made, account => account is not null);
        }
    }

    [StoreFact]
    public async Task LastHolderOfARole_StaysOne()
    {
        await CreateAsync(Alice, "admin");
        await CreateAsync(Bob, "full", "x");
        string[] kept = ["admin", "full"];
        Assert.Equal(AccountStatus.Done, (await Accounts.SetRolesAsync(Bob, ["y", "y"], kept, default)).Status);
        var refused = await Accounts.SetRolesAsync(Alice, [], kept, default);
        Assert.Equal((AccountStatus.LastHolder, "admin"), (refused.Status, refused.Account!.Roles.Single()));
        Assert.Equal(AccountStatus.LastHolder, (await Accounts.SetDisabledAsync(Alice, Now, kept, default)).Status);
        Assert.Null((await Accounts.FindAsync(Alice, default))!.Disabled);
        Assert.Equal(["y"], (await Accounts.FindAsync(Bob, default))!.Roles);
        Assert.Equal(AccountStatus.Done, (await Accounts.SetRolesAsync(Alice, ["full"], kept, default)).Status);
        Assert.Equal(AccountStatus.Done, (await Accounts.SetRolesAsync(Alice, [], [], default)).Status);
    }

    [StoreFact]
    public async Task LastHolders_RemoveEachOtherAtOnce_OneStays()
    {
        for (var round = 0; round < 10; round++)
        {
            UserName one = new($"one{round}"), two = new($"two{round}");
            await CreateAsync(one, $"role{round}");
            await CreateAsync(two, $"role{round}");
            var outcomes = await Task.WhenAll(((UserName[])[one, two]).Select(name => Task.Run(async () =>
                await Accounts.SetDisabledAsync(name, Now, [$"role{round}"], default))));
            Assert.Single(outcomes, outcome => outcome.Status == AccountStatus.Done);
            Assert.Single(outcomes, outcome => outcome.Status == AccountStatus.LastHolder);
        }
    }

    [StoreFact]
    public async Task Tokens_AreIssuedListedAndRevoked()
    {
        await CreateAsync(Alice, "admin");
        var hash = Enumerable.Range(0, 32).Select(i => (byte)i).ToArray();
        Assert.Null(await Accounts.IssueAsync(new NewToken(hash, Nobody, "", Now, null), default));
        var first = await Accounts.IssueAsync(new NewToken(hash, Alice, "ñ", Now, Later), default);
        Assert.Equal((Alice, "ñ", Now, Later, null), (first!.Account, first.Description, first.Created, first.Expires, first.Revoked));
        var second = await Accounts.IssueAsync(new NewToken(new byte[32], Alice, "", Now, null), default);
        Assert.Equal([first, second!], await Accounts.ListTokensAsync(Alice, default));

        var grant = Assert.Single(await Accounts.FindGrantsAsync([new byte[32].Append((byte)1).ToArray(), hash, hash], default));
        Assert.Equal(hash, grant.Hash);
        Assert.Equal((Alice, false, Later, false), (grant.Account, grant.IsDisabled, grant.Expires, grant.IsRevoked));
        Assert.Equal(["admin"], grant.Roles);
        Assert.Equal(
            [Alice, Alice],
            (await Accounts.FindGrantsAsync([hash, new byte[32]], default)).Select(found => found.Account));
        Assert.Empty(await Accounts.FindGrantsAsync([[1]], default));
        Assert.Empty(await Accounts.FindGrantsAsync([], default));

        Assert.Equal(Now, (await Accounts.RevokeAsync(first.Id, Now, default))!.Revoked);
        Assert.Equal(Now, (await Accounts.RevokeAsync(first.Id, Later, default))!.Revoked);
        Assert.Null(await Accounts.RevokeAsync(99_999, Now, default));
        Assert.True(Assert.Single(await Accounts.FindGrantsAsync([hash], default)).IsRevoked);
        await Accounts.SetDisabledAsync(Alice, Now, [], default);
        Assert.True(Assert.Single(await Accounts.FindGrantsAsync([hash], default)).IsDisabled);
        Assert.Null(await Accounts.IssueAsync(new NewToken(Enumerable.Repeat((byte)9, 32).ToArray(), Alice, "", Now, null), default));
    }

    [StoreFact]
    public async Task Seed_ManyAtOnce_OnlyTheFirstIsStored()
    {
        var seed = new Seed(
            [new NewAccount(Alice, "A", Now, ["admin"]), new NewAccount(Bob, "B", Now, [])],
            [new NewToken(new byte[32], Alice, "seed", Now, null)],
            new NewWorkspace("first", Alice, true, Now), [new WorkspaceGrant(Bob, WorkspaceRight.Write)],
            [new SeedObject("one", "A.B-1.0"), new SeedObject("two", "A.C-1.0")]);
        var stored = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(async () => await Accounts.SeedAsync(seed, default))));
        Assert.Single(stored, done => done);
        Assert.Equal(2, (await Accounts.ListAsync(default)).Count);
        var workspace = Assert.Single(await Workspaces.ListAsync(default));
        Assert.Equal(1, workspace.Id.Value);
        Assert.Equal([new WorkspaceGrant(Bob, WorkspaceRight.Write)], await Workspaces.ListRightsAsync(workspace.Id, default));
        Assert.Equal(
            ["1/1/1 one A.B-1.0", "1/2/1 two A.C-1.0"],
            (await Workspaces.ListObjectsAsync(workspace.Id, default)).Select(item => $"{item.Newest} {item.Name} {item.Type}"));
    }

    private ValueTask<Account?> BindAsync(string name, string issuer, string subject) => Accounts.CreateAsync(
        new NewAccount(new UserName(name), name, Now, []) { Identity = new AccountIdentity(issuer, subject) }, default);
}
