using SampleService.Domain;
using SampleService.Upstream.Standalone;
using static SampleService.Upstream.Tests.Standalone.StandaloneHarness;

namespace SampleService.Upstream.Tests.Standalone;

/// <summary>Accounts, roles and tokens of a stand-alone deployment.</summary>
public sealed class StandaloneAccountTests
{
    private static readonly TokenOwner Nobody = new(null, "Invalid token");

    [Fact]
    public async Task CreateAccount_NewName_IsListedAndExists()
    {
        await using var alone = await WithAccountsAsync();
        var accounts = await alone.Administration.ListAccountsAsync(default);
        Assert.Equal([Admin, Alice, Bob], accounts.Select(account => account.Name));
        Assert.Equal(("Bob B.", Timestamp.Now(alone.Clock), null), (accounts[2].DisplayName, accounts[2].Created, accounts[2].Disabled));
        Assert.Equal(["read_admin"], accounts[2].Roles);
        Assert.Equal("alice", accounts[1].DisplayName);
        Assert.True(await alone.Users.ExistsAsync(Alice, default));
    }

    [Theory]
    [InlineData("", "user name must not be empty")]
    [InlineData("Alice", "user name Alice must consist of lower case letters, digits and underscores")]
    [InlineData("a,b", "user name a,b must consist of lower case letters, digits and underscores")]
    [InlineData("ä", "user name ä must consist of lower case letters, digits and underscores")]
    [InlineData("1a", "user name 1a must start with a letter")]
    [InlineData("_a", "user name _a must start with a letter")]
    [InlineData("alice", "user alice exists already")]
    public async Task CreateAccount_IllegalName_IsRefused(string name, string detail)
    {
        await using var alone = await WithAccountsAsync();
        await ServiceFault.IsAsync(
            ErrorKind.IllegalParameter, detail,
            () => alone.Administration.CreateAccountAsync(new UserName(name), null, [], default));
    }

    [Fact]
    public async Task CreateAccount_NameOf100Characters_IsTheMaximum()
    {
        await using var alone = new StandaloneHarness();
        await alone.Administration.CreateAccountAsync(new UserName(new string('a', 100)), null, [], default);
        await ServiceFault.IsAsync(
            ErrorKind.IllegalParameter, "user name exceeds maximum length of 100",
            () => alone.Administration.CreateAccountAsync(new UserName(new string('a', 101)), null, [], default));
    }

    [Fact]
    public async Task CreateAccount_UnknownRole_IsRefused()
    {
        await using var alone = new StandaloneHarness();
        await ServiceFault.IsAsync(
            ErrorKind.IllegalParameter, "there is no role boss; roles are full_admin, read_admin",
            () => alone.Administration.CreateAccountAsync(Alice, null, ["boss"], default));
        await ServiceFault.IsAsync(
            ErrorKind.IllegalParameter, "display_name contains control characters",
            () => alone.Administration.CreateAccountAsync(Alice, "a\0", [], default));
    }

    [Fact]
    public async Task FindUnknown_IllegalAndDisabledNames_AreUnknown()
    {
        await using var alone = await WithAccountsAsync();
        await alone.Administration.SetAccountDisabledAsync(Bob, true, default);
        UserName[] names = [new("zz"), Alice, new("Not Legal"), Bob, new("zz"), new("a,b")];
        Assert.Equal(
            [new("zz"), new("Not Legal"), Bob, new("a,b")], await alone.Users.FindUnknownAsync(names, default));
        Assert.Empty(await alone.Users.FindUnknownAsync([], default));
        Assert.False(await alone.Users.ExistsAsync(Bob, default));
        Assert.False(await alone.Users.ExistsAsync(new UserName("Not Legal"), default));
    }

    [Fact]
    public async Task IssueToken_Token_HasItsOwnerAndIsNotStored()
    {
        await using var alone = await WithAccountsAsync();
        var issued = await alone.Administration.IssueTokenAsync(Alice, " for curl ", null, default);
        Assert.Matches(@"\Asst_[A-Za-z0-9_-]{43}\z", issued.Token);
        Assert.Equal(new TokenInfo(new TokenId(1), Alice, "for curl", Timestamp.Now(alone.Clock), null, null), issued.Info);
        Assert.Equal(new TokenOwner(Alice, null), await alone.Tokens.FindOwnerAsync(issued.Token, default));
        var again = alone.Tokens.FindOwnerAsync(new string(issued.Token), default);
        Assert.True(again.IsCompletedSuccessfully);
        Assert.Equal(Alice, (await again).User);
        Assert.DoesNotContain(issued.Token, issued.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("sst_", alone.Log.Text, StringComparison.Ordinal);
        await alone.RestartAsync();
        foreach (var file in Directory.GetFiles(alone.Folder, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)))
            Assert.False(await ContainsAsync(file, issued.Token), file);
        Assert.Equal(Alice, (await alone.Tokens.FindOwnerAsync(issued.Token, default)).User);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("token-alice")]
    [InlineData("Bearer sst_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("sst_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("sst_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n\n")]
    [InlineData("sst_\ud800")]
    public async Task FindOwner_TokenNeverIssued_IsInvalid(string token)
    {
        await using var alone = await WithAccountsAsync();
        Assert.Equal(Nobody, await alone.Tokens.FindOwnerAsync(token, default));
        await ServiceFault.IsAsync(
            ErrorKind.AuthenticationFailed, "Token validation failed: Invalid token", () => alone.Roles.FindRightAsync(token, Alice, default));
    }

    [Fact]
    public async Task FindOwner_Expiry_IsExactToTheMillisecondWithCache()
    {
        await using var alone = await WithAccountsAsync();
        var expires = Timestamp.Now(alone.Clock).Plus(1000);
        var token = (await alone.Administration.IssueTokenAsync(Alice, null, expires, default)).Token;
        Assert.Equal(Alice, (await alone.Tokens.FindOwnerAsync(token, default)).User);
        alone.Clock.Advance(TimeSpan.FromMilliseconds(1000) - TimeSpan.FromTicks(1));
        Assert.Equal(Alice, (await alone.Tokens.FindOwnerAsync(token, default)).User);
        alone.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(Nobody, await alone.Tokens.FindOwnerAsync(token, default));
        await alone.RestartAsync();
        Assert.Equal(Nobody, await alone.Tokens.FindOwnerAsync(token, default));
    }

    [Fact]
    public async Task IssueToken_WrongValues_AreRefused()
    {
        await using var alone = await WithAccountsAsync();
        var now = Timestamp.Now(alone.Clock);
        await ServiceFault.IsAsync(
            ErrorKind.IllegalParameter, "expires must be a moment after now, in milliseconds since the epoch",
            () => alone.Administration.IssueTokenAsync(Alice, null, now, default));
        await ServiceFault.IsAsync(
            ErrorKind.NoSuchUser, "carol", () => alone.Administration.IssueTokenAsync(new UserName("carol"), null, null, default));
        await alone.Administration.SetAccountDisabledAsync(Bob, true, default);
        await ServiceFault.IsAsync(
            ErrorKind.IllegalParameter, "account bob is disabled",
            () => alone.Administration.IssueTokenAsync(Bob, null, null, default));
        await ServiceFault.IsAsync(
            ErrorKind.IllegalParameter, "description exceeds maximum length of 256",
            () => alone.Administration.IssueTokenAsync(Alice, new string('x', 257), null, default));
    }

    [Fact]
    public async Task RevokeToken_OneOfTwo_TakesEffectAtOnce()
    {
        await using var alone = await WithAccountsAsync();
        var (first, second) = (await alone.TokenAsync(Alice), await alone.TokenAsync(Alice));
        Assert.Equal(Alice, (await alone.Tokens.FindOwnerAsync(first, default)).User);
        alone.Clock.Advance(TimeSpan.FromSeconds(1));
        var revoked = await alone.Administration.RevokeTokenAsync(new TokenId(1), default);
        Assert.Equal(Timestamp.Now(alone.Clock), revoked.Revoked);
        Assert.Equal(Nobody, await alone.Tokens.FindOwnerAsync(first, default));
        Assert.Equal(Alice, (await alone.Tokens.FindOwnerAsync(second, default)).User);
        alone.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(revoked, await alone.Administration.RevokeTokenAsync(new TokenId(1), default));
        Assert.Equal(
            [revoked.Revoked, null],
            (await alone.Administration.ListTokensAsync(Alice, default)).Select(token => token.Revoked));
        await ServiceFault.IsAsync(
            ErrorKind.IllegalParameter, "there is no token with id 99",
            () => alone.Administration.RevokeTokenAsync(new TokenId(99), default));
        await ServiceFault.IsAsync(
            ErrorKind.NoSuchUser, "carol", () => alone.Administration.ListTokensAsync(new UserName("carol"), default));
    }

    [Fact]
    public async Task SetAccountDisabled_Account_TakesEffectAtOnceAndCanBeUndone()
    {
        await using var alone = await WithAccountsAsync();
        var token = await alone.TokenAsync(Alice);
        Assert.Equal(Alice, (await alone.Tokens.FindOwnerAsync(token, default)).User);
        Assert.Equal(Timestamp.Now(alone.Clock), (await alone.Administration.SetAccountDisabledAsync(Alice, true, default)).Disabled);
        Assert.Equal(Nobody, await alone.Tokens.FindOwnerAsync(token, default));
        Assert.Null((await alone.Administration.SetAccountDisabledAsync(Alice, false, default)).Disabled);
        Assert.Equal(Alice, (await alone.Tokens.FindOwnerAsync(token, default)).User);
        await ServiceFault.IsAsync(
            ErrorKind.NoSuchUser, "carol",
            () => alone.Administration.SetAccountDisabledAsync(new UserName("carol"), true, default));
    }

    [Fact]
    public async Task SetRoles_Account_TakesEffectAtOnce()
    {
        await using var alone = await WithAccountsAsync();
        var token = await alone.TokenAsync(Alice);
        Assert.Equal(AdministratorRight.None, await alone.Roles.FindRightAsync(token, Alice, default));
        await alone.Administration.SetRolesAsync(Alice, ["read_admin", "read_admin"], default);
        Assert.Equal(AdministratorRight.Read, await alone.Roles.FindRightAsync(token, Alice, default));
        await alone.Administration.SetRolesAsync(Alice, ["read_admin", "full_admin"], default);
        Assert.Equal(AdministratorRight.Full, await alone.Roles.FindRightAsync(token, Alice, default));
        Assert.Equal(["full_admin", "read_admin"], (await alone.Administration.GetAccountAsync(Alice, default)).Roles);
        await alone.Administration.SetRolesAsync(Alice, [], default);
        Assert.Equal(AdministratorRight.None, await alone.Roles.FindRightAsync(token, Alice, default));
        await ServiceFault.IsAsync(
            ErrorKind.AuthenticationFailed, "Token validation failed: Invalid token", () => alone.Roles.FindRightAsync(token, Bob, default));
    }

    [Fact]
    public async Task AllChanges_LastAdministrator_AreRefused()
    {
        const string refusal = "account admin is the last enabled one with full administration";
        await using var alone = await WithAccountsAsync();
        await RefusedAsync();
        await alone.Administration.SetRolesAsync(Alice, ["full_admin"], default);
        await alone.Administration.SetAccountDisabledAsync(Alice, true, default);
        await RefusedAsync();
        await alone.Administration.SetAccountDisabledAsync(Alice, false, default);
        Assert.NotNull((await alone.Administration.SetAccountDisabledAsync(Admin, true, default)).Disabled);
        await ServiceFault.IsAsync(
            ErrorKind.IllegalParameter, "account alice is the last enabled one with full administration",
            () => alone.Administration.SetRolesAsync(Alice, [], default));

        async Task RefusedAsync()
        {
            await ServiceFault.IsAsync(
                ErrorKind.IllegalParameter, refusal, () => alone.Administration.SetAccountDisabledAsync(Admin, true, default));
            await ServiceFault.IsAsync(
                ErrorKind.IllegalParameter, refusal, () => alone.Administration.SetRolesAsync(Admin, ["read_admin"], default));
            var admin = await alone.Administration.GetAccountAsync(Admin, default);
            Assert.Null(admin.Disabled);
            Assert.Equal(["full_admin"], admin.Roles);
        }
    }

    [Fact]
    public async Task SetAccountDisabled_AllAdministratorsAtOnce_OneIsLeft()
    {
        await using var alone = new StandaloneHarness();
        var names = Enumerable.Range(0, 8).Select(i => new UserName($"admin{i}")).ToArray();
        foreach (var name in names)
            await alone.Administration.CreateAccountAsync(name, null, ["full_admin"], default);
        await Task.WhenAll(names.Select(name => Task.Run(async () =>
        {
            try
            {
                await alone.Administration.SetAccountDisabledAsync(name, true, default);
            }
            catch (ServiceException fault) when (fault.Kind == ErrorKind.IllegalParameter)
            {
                // One of them has to stay.
            }
        })));
        Assert.Single(await alone.Administration.ListAccountsAsync(default), account => account.Disabled is null);
    }

    private static async Task<bool> ContainsAsync(string file, string text) =>
        (await ReadSharedAsync(file)).AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(text)) >= 0;

    private static async Task<byte[]> ReadSharedAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }
}
