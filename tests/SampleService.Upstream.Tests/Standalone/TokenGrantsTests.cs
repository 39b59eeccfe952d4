using SampleService.Domain;
using static SampleService.Upstream.Tests.Standalone.StandaloneHarness;

namespace SampleService.Upstream.Tests.Standalone;

/// <summary>
/// Tokens are cached only while this process owns the database. The "other process" of these tests writes to the store directly, so that
/// the process under test is not told.
/// </summary>
public sealed class TokenGrantsTests
{
    [Fact]
    public async Task FindOwner_OwnedDatabase_IsCached()
    {
        await using var alone = await WithAccountsAsync();
        var token = await alone.TokenAsync(Alice);
        Assert.True(await IsGoodAsync(alone, token));
        await RevokeElsewhereAsync(alone);
        Assert.True(await IsGoodAsync(alone, token));
    }

    [Fact]
    public async Task FindOwner_SharedDatabase_SeesRevocationAtOnce()
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
    public async Task FindOwner_EpochEnded_IsNotCached(long? next)
    {
        await using var alone = await WithAccountsAsync();
        var token = await alone.TokenAsync(Alice);
        Assert.True(await IsGoodAsync(alone, token));
        await RevokeElsewhereAsync(alone);
        alone.Epoch = next;
        Assert.False(await IsGoodAsync(alone, token));
    }

    [Fact]
    public async Task FindOwner_NewEpoch_IsCachedAgain()
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
    public async Task FindOwner_UnknownOutcomeOfChange_IsNotCachedForAMinute()
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

        // The next look-up may still read the state before the change.
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
