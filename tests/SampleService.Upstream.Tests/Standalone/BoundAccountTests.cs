using SampleService.Domain;
using SampleService.Testing.Fakes;
using SampleService.Upstream.OpenIdConnect;
using static SampleService.Upstream.Tests.Standalone.StandaloneHarness;

namespace SampleService.Upstream.Tests.Standalone;

/// <summary>Users of issuers in a stand-alone deployment: whose account a token is for.</summary>
public sealed class BoundAccountTests
{
    private static readonly UserName Dora = new("dora");

    [Theory]
    [InlineData(0L)]
    [InlineData(null)]
    public async Task Judge_FirstToken_MakesAnAccountForGood(long? epoch)
    {
        await using var alone = await WithIssuerAsync(epoch);
        Assert.Equal([Dora], await alone.Users.FindUnknownAsync([Dora], default));

        Assert.Equal(Dora, await AcceptAsync(alone, "d-1", "dora"));
        Assert.Equal(Dora, await AcceptAsync(alone, "d-1", "dora"));

        Assert.Empty(await alone.Users.FindUnknownAsync([Dora], default));
        Assert.True(await alone.Users.ExistsAsync(Dora, default));
        var account = await alone.Administration.GetAccountAsync(Dora, default);
        Assert.Equal(("dora", null), (account.DisplayName, account.Disabled));
        Assert.Empty(account.Roles);
        Assert.Empty(await alone.Administration.ListTokensAsync(Dora, default));
        Assert.Contains("Information 5031 Made the account dora", alone.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Judge_NameThatNoAdministratorCouldGive_IsAUserLikeOthers()
    {
        await using var alone = await WithIssuerAsync();
        UserName name = new("Dora D. <d@example.org>, \U0001F9EA");
        Assert.Equal(name, await AcceptAsync(alone, "d-1", name.Value));
        Assert.Equal([new("Dora")], await alone.Users.FindUnknownAsync([name, new("Dora")], default));
    }

    [Theory]
    [InlineData("alice", "d-1", true)]
    [InlineData("erik", "d-1", true)]
    [InlineData("erik", "d-2", true)]
    [InlineData("doris", "d-1", false)]
    public async Task Judge_NameOfSomebodyElse_IsRefused(string name, string subject, bool isRefused)
    {
        await using var alone = await WithIssuerAsync();
        await AcceptAsync(alone, "d-1", "dora");
        await AcceptAsync(alone, "e-1", "erik");

        // A user whom the issuer has renamed stays the one who was.
        if (isRefused)
            await RefuseAsync(alone, WebTokenFault.InvalidGrant, subject, name);
        else
            Assert.Equal(Dora, await AcceptAsync(alone, subject, name));
    }

    [Fact]
    public async Task Judge_NameOfALocalAccount_IsRefusedAndMakesNothing()
    {
        await using var alone = await WithIssuerAsync();
        await RefuseAsync(alone, WebTokenFault.InvalidGrant, "d-1", "alice");
        Assert.Equal([Admin, Alice, Bob], (await alone.Administration.ListAccountsAsync(default)).Select(account => account.Name));
        Assert.Equal(Dora, await AcceptAsync(alone, "d-1", "dora"));
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(null)]
    public async Task Judge_DisabledAccount_IsInvalidAtOnceAndUntilItIsEnabled(long? epoch)
    {
        await using var alone = await WithIssuerAsync(epoch);
        await AcceptAsync(alone, "d-1", "dora");
        await alone.Administration.SetAccountDisabledAsync(Dora, true, default);
        await RefuseAsync(alone, WebTokenFault.InvalidToken, "d-1", "dora");
        await alone.Administration.SetAccountDisabledAsync(Dora, false, default);
        await AcceptAsync(alone, "d-1", "dora");
    }

    [Fact]
    public async Task Judge_AccountMadeWithAnotherIssuer_IsSomebodyElses()
    {
        await using var alone = await WithIssuerAsync();
        await alone.Accounts.CreateAsync(
            new Storage.NewAccount(Dora, "Dora", Timestamp.Now(alone.Clock), [])
            {
                Identity = new Storage.AccountIdentity("https://other.example.org", "d-1"),
            },
            default);
        await RefuseAsync(alone, WebTokenFault.InvalidGrant, "d-1", "dora");
    }

    [Fact]
    public async Task Judge_KnownUserWhileOthersMayNotWrite_AsksTheDatabaseOnce()
    {
        await using var alone = await WithIssuerAsync();
        await AcceptAsync(alone, "d-1", "dora");
        // Written past this process, so that only a look into the database would tell.
        await alone.Accounts.SetDisabledAsync(Dora, Timestamp.Now(alone.Clock), [], default);
        await AcceptAsync(alone, "d-1", "dora");
        alone.Epoch = null;
        await RefuseAsync(alone, WebTokenFault.InvalidToken, "d-1", "dora");
    }

    [Fact]
    public async Task Judge_FirstTokensAtOnce_MakeOneAccount()
    {
        await using var alone = await WithIssuerAsync(epoch: null);
        var users = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => AcceptAsync(alone, "d-1", "dora"))));
        Assert.All(users, user => Assert.Equal(Dora, user));
    }

    /// <summary>Whoever may end the state is known by the token.</summary>
    [Theory]
    [InlineData(0L)]
    [InlineData(null)]
    public async Task Judge_FirstTokenWhileAStateRefusesWrites_IsAcceptedAndMakesNothing(long? epoch)
    {
        await using var alone = await WithIssuerAsync(epoch);
        await AcceptAsync(alone, "e-1", "erik");
        await alone.States.SetAsync(
            new NewSharedState(SharedStates.Restore, "admin", "here:1", TimeSpan.FromMinutes(1), false, ""), default);

        Assert.Equal(Dora, await AcceptAsync(alone, "d-1", "dora"));
        Assert.Equal(new("erik"), await AcceptAsync(alone, "e-1", "erik"));
        await RefuseAsync(alone, WebTokenFault.InvalidGrant, "d-1", "alice");
        Assert.Equal([Dora], await alone.Users.FindUnknownAsync([Dora], default));

        await alone.States.ClearAsync(SharedStates.Restore, default);
        Assert.Equal(Dora, await AcceptAsync(alone, "d-1", "dora"));
        Assert.Empty(await alone.Users.FindUnknownAsync([Dora], default));
    }

    private static async Task<StandaloneHarness> WithIssuerAsync(long? epoch = 0)
    {
        var alone = await WithAccountsAsync();
        await alone.AddIssuerAsync();
        alone.Epoch = epoch;
        return alone;
    }

    private static async Task<UserName> AcceptAsync(StandaloneHarness alone, string subject, string name)
    {
        var judgement = await JudgeAsync(alone, subject, name);
        Assert.Null(judgement.Refusal);
        return judgement.Owner!.User;
    }

    private static async Task RefuseAsync(StandaloneHarness alone, WebTokenFault fault, string subject, string name) =>
        Assert.Equal(fault, (await JudgeAsync(alone, subject, name)).Refusal?.Fault);

    private static Task<WebTokenJudgement> JudgeAsync(StandaloneHarness alone, string subject, string name) =>
        alone.WebTokens.JudgeAsync(alone.Issuer.Token(("sub", subject), ("preferred_username", name)), mayMakeAccount: true, default).AsTask();
}
