using SampleService.Domain;
using static SampleService.Upstream.Tests.Standalone.StandaloneHarness;

namespace SampleService.Upstream.Tests.Standalone;

/// <summary>
/// Tokens are remembered only while nobody else can revoke them. The other process of these tests writes to the store without
/// telling the one that is asked.
/// </summary>
public sealed class TokenMemoryTests
{
    [Fact]
    public async Task Owned_TokenIsRemembered()
    {
        await using var alone = await WithAccountsAsync();
        var token = await alone.TokenAsync(Alice);
        Assert.True(await IsGoodAsync(alone, token));
        await RevokeElsewhereAsync(alone);
        Assert.True(await IsGoodAsync(alone, token));
    }

    [Fact]
    public async Task Shared_TokenThatAnotherProcessRevoked_IsRefusedAtOnce()
    {
        await using var alone = await WithAccountsAsync();
        alone.Epoch = null;
        var token = await alone.TokenAsync(Alice);
        Assert.True(await IsGoodAsync(alone, token));
        await RevokeElsewhereAsync(alone);
        Assert.False(await IsGoodAsync(alone, token));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1L)]
    public async Task OwnershipEnded_NothingOfItIsRemembered(long? next)
    {
        await using var alone = await WithAccountsAsync();
        var token = await alone.TokenAsync(Alice);
        Assert.True(await IsGoodAsync(alone, token));
        await RevokeElsewhereAsync(alone);
        alone.Epoch = next;
        Assert.False(await IsGoodAsync(alone, token));
    }

    [Fact]
    public async Task OwnedAnew_TokenIsRememberedAgain()
    {
        await using var alone = await WithAccountsAsync();
        var token = await alone.TokenAsync(Alice);
        Assert.True(await IsGoodAsync(alone, token));
        alone.Epoch = 1;
        Assert.True(await IsGoodAsync(alone, token));
        await RevokeElsewhereAsync(alone);
        Assert.True(await IsGoodAsync(alone, token));
    }

    [Fact]
    public async Task ChangeOfUnknownOutcome_NothingIsRememberedForAMinute()
    {
        await using var alone = await WithAccountsAsync();
        var token = await alone.TokenAsync(Alice);
        Assert.True(await IsGoodAsync(alone, token));
        using (var cancelled = new CancellationTokenSource())
        {
            await cancelled.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => alone.Administration.SetAccountDisabledAsync(Bob, true, cancelled.Token).AsTask());
        }

        // The answer to this question may be from before the change.
        var second = await alone.TokenAsync(Bob);
        Assert.True(await IsGoodAsync(alone, token));
        await RevokeElsewhereAsync(alone);
        Assert.False(await IsGoodAsync(alone, token));

        alone.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await IsGoodAsync(alone, second));
        await RevokeElsewhereAsync(alone, 2);
        Assert.True(await IsGoodAsync(alone, second));
    }

    private static async Task<bool> IsGoodAsync(StandaloneHarness alone, string token) =>
        (await alone.Tokens.FindOwnerAsync(token, default)).User is not null;

    private static async Task RevokeElsewhereAsync(StandaloneHarness alone, long token = 1) =>
        Assert.NotNull(await alone.Accounts.RevokeAsync(token, Timestamp.Now(alone.Clock), default));
}
