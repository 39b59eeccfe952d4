using SampleService.Testing.Fakes;
using SampleService.Upstream.OpenIdConnect;

namespace SampleService.Upstream.Tests.OpenIdConnect;

/// <summary>When the keys of an issuer are read, and what holds while they cannot be.</summary>
public sealed class IssuerKeysTests
{
    private static readonly (string, object?)[] Dora = [("sub", "dora")];
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Judge_FirstTokenOfANewKey_IsAcceptedAndTheOldKeyIsNot()
    {
        await using var harness = await WebTokenHarness.StartAsync();
        var old = harness.Issuer.Token(Dora);
        await harness.AcceptAsync(old);
        harness.Issuer.Rotate();
        await harness.AcceptAsync(old);
        harness.Clock.Advance(Interval);

        await harness.AcceptAsync(harness.Issuer.Token(Dora));

        // Its key is not published any more. Asking for it again makes the call wait for the next reading.
        Assert.Equal(WebTokenFault.InvalidToken, (await harness.JudgeLaterAsync(old)).Refusal?.Fault);
    }

    [Fact]
    public async Task Judge_NewKeyJustAfterAReading_WaitsForTheNext()
    {
        await using var harness = await WebTokenHarness.StartAsync();
        await harness.AcceptAsync(harness.Issuer.Token(Dora));
        harness.Issuer.Rotate();
        var judging = harness.JudgeAsync(harness.Issuer.Token(Dora));
        await harness.WaitUntilReadingRestsAsync();
        harness.Clock.Advance(Interval - TimeSpan.FromMilliseconds(1));
        Assert.Equal((1, false), (harness.Issuer.DiscoveryReads, judging.IsCompleted));

        harness.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal("dora", (await judging).Owner?.User.Value);
        Assert.Equal(2, harness.Issuer.KeysReads);
    }

    [Fact]
    public async Task Judge_ManyTokensAtOnce_ReadTheKeysOnce()
    {
        await using var harness = await WebTokenHarness.StartAsync();
        Task<WebTokenJudgement>[] judging;
        using (var held = harness.Issuer.Hold())
        {
            judging = [.. Enumerable.Range(0, 20).Select(i => harness.JudgeAsync(harness.Issuer.Token(("sub", $"user{i}"))))];
            await held.WaitForAsync(1, default);
        }

        Assert.All(await Task.WhenAll(judging), judgement => Assert.NotNull(judgement.Owner));
        Assert.Equal((1, 1), (harness.Issuer.DiscoveryReads, harness.Issuer.KeysReads));
    }

    [Fact]
    public async Task Judge_ManyUnknownKeysAtOnce_ShareOneReading()
    {
        await using var harness = await WebTokenHarness.StartAsync();
        await harness.AcceptAsync(harness.Issuer.Token(Dora));
        harness.Clock.Advance(Interval);
        Task<WebTokenJudgement>[] judging;
        using (var held = harness.Issuer.Hold())
        {
            judging = [harness.JudgeAsync(Unknown(0))];
            await held.WaitForAsync(1, default);
            // These come while keys are read, which may be too old for them: the next reading is theirs.
            judging = [.. judging, .. Enumerable.Range(1, 20).Select(i => harness.JudgeAsync(Unknown(i)))];
        }

        Assert.Equal(WebTokenFault.InvalidToken, (await judging[0]).Refusal?.Fault);
        Assert.Equal(2, harness.Issuer.KeysReads);
        Assert.All(await harness.LaterAsync(Task.WhenAll(judging)), judgement => Assert.Equal(WebTokenFault.InvalidToken, judgement.Refusal?.Fault));
        Assert.Equal(3, harness.Issuer.KeysReads);

        string Unknown(int i) => harness.Issuer.Token(IssuerKey.Stranger, [("kid", $"unknown-{i}")], Dora);
    }

    [Fact]
    public async Task Judge_WrongSignatureUnderAKnownKey_ReadsNothing()
    {
        await using var harness = await WebTokenHarness.StartAsync();
        await harness.AcceptAsync(harness.Issuer.Token(Dora));
        harness.Clock.Advance(Interval);
        await harness.RefuseAsync(WebTokenFault.InvalidToken, harness.Issuer.Token(IssuerKey.Stranger, [("kid", harness.Issuer.Key.Id)], Dora));
        Assert.Equal(1, harness.Issuer.KeysReads);
    }

    [Fact]
    public async Task Judge_KeyThatWasWithdrawn_IsRefusedAfterAnHour()
    {
        await using var harness = await WebTokenHarness.StartAsync();
        var token = harness.Issuer.Token([.. Dora, ("exp", harness.Now + 100_000)]);
        await harness.AcceptAsync(token);
        harness.Issuer.Rotate();
        harness.Clock.Advance(TimeSpan.FromMinutes(49));
        await harness.AcceptAsync(token);
        Assert.Equal(1, harness.Issuer.KeysReads);
        harness.Clock.Advance(TimeSpan.FromMinutes(11));

        Assert.Equal(WebTokenFault.InvalidToken, (await harness.JudgeLaterAsync(token)).Refusal?.Fault);
    }

    [Fact]
    public async Task Judge_KeysOfFiftyMinutes_AreReadAgainWithoutAWait()
    {
        await using var harness = await WebTokenHarness.StartAsync();
        var token = harness.Issuer.Token([.. Dora, ("exp", harness.Now + 100_000)]);
        await harness.AcceptAsync(token);
        harness.Clock.Advance(TimeSpan.FromMinutes(50));
        using (var held = harness.Issuer.Hold())
        {
            await harness.AcceptAsync(token);
            await held.WaitForAsync(1, default);
        }
    }

    [Fact]
    public async Task Judge_IssuerIsDown_FailsUntilItIsUp()
    {
        await using var harness = await WebTokenHarness.StartAsync();
        harness.Issuer.IsDown = true;
        await WebTokenHarness.FailAsync(harness.JudgeAsync(harness.Issuer.Token(Dora)));
        Assert.Contains("Warning 5004 The OpenID Connect issuer answered with status 500", harness.Log.Text, StringComparison.Ordinal);
        harness.Issuer.IsDown = false;
        harness.Clock.Advance(Interval);
        await harness.AcceptAsync(harness.Issuer.Token(Dora));
    }

    [Fact]
    public async Task Judge_IssuerIsDownAndKeysAreKnown_GoesOn()
    {
        await using var harness = await WebTokenHarness.StartAsync();
        var token = harness.Issuer.Token([.. Dora, ("exp", harness.Now + 100_000)]);
        await harness.AcceptAsync(token);
        harness.Issuer.IsDown = true;
        harness.Clock.Advance(Interval);
        await WebTokenHarness.FailAsync(harness.JudgeAsync(harness.Issuer.Token(IssuerKey.Stranger, Dora)));
        harness.Clock.Advance(TimeSpan.FromHours(2));
        await harness.AcceptAsync(token);
        await harness.AcceptAsync(harness.Issuer.Token(("sub", "erik")));
    }

    [Fact]
    public async Task Judge_IssuerIsDownAfterAnHourOfRest_GoesOn()
    {
        await using var harness = await WebTokenHarness.StartAsync();
        var token = harness.Issuer.Token([.. Dora, ("exp", harness.Now + 100_000)]);
        await harness.AcceptAsync(token);
        harness.Issuer.IsDown = true;
        harness.Clock.Advance(TimeSpan.FromHours(2));
        await harness.AcceptAsync(token);
        harness.Issuer.IsDown = false;
        harness.Issuer.Rotate();
        await harness.AcceptAsync(token);
        Assert.NotNull((await harness.JudgeLaterAsync(harness.Issuer.Token(Dora))).Owner);
    }

    [Fact]
    public async Task Judge_IssuerThatDoesNotAnswer_FailsInTime()
    {
        await using var harness = await WebTokenHarness.StartAsync();
        using var held = harness.Issuer.Hold();
        var judging = harness.JudgeAsync(harness.Issuer.Token(Dora));
        await held.WaitForAsync(1, default);
        harness.Clock.Advance(TimeSpan.FromSeconds(30));
        await WebTokenHarness.FailAsync(judging);
    }

    /// <summary>Anybody can invent keys. Those who wait for such cost nobody a place, and the first token of a new key waits among them.</summary>
    [Fact]
    public async Task Judge_ManyCallsWaitForKeysThatAreNot_FirstTokenOfANewKeyIsAccepted()
    {
        await using var harness = await WebTokenHarness.StartAsync();
        await harness.AcceptAsync(harness.Issuer.Token(Dora));
        harness.Issuer.Rotate();
        var unknown = harness.Issuer.Token(IssuerKey.Stranger, Dora);
        var waiting = Enumerable.Range(0, 1000).Select(_ => harness.JudgeAsync(unknown)).ToList();

        var judging = harness.JudgeAsync(harness.Issuer.Token(("sub", "erik")));

        Assert.Equal("erik", (await harness.LaterAsync(judging)).Owner?.User.Value);
        Assert.All(await harness.LaterAsync(Task.WhenAll(waiting)), judgement => Assert.Equal(WebTokenFault.InvalidToken, judgement.Refusal?.Fault));
    }

    [Fact]
    public async Task Judge_CallerThatLeaves_DoesNotEndTheReading()
    {
        await using var harness = await WebTokenHarness.StartAsync();
        Task<WebTokenJudgement> other;
        using (var held = harness.Issuer.Hold())
        {
            using var leaving = new CancellationTokenSource();
            var judging = harness.JudgeAsync(harness.Issuer.Token(Dora), leaving.Token);
            await held.WaitForAsync(1, default);
            other = harness.JudgeAsync(harness.Issuer.Token(Dora));
            await leaving.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => judging);
        }

        Assert.NotNull((await other).Owner);
    }

    [Theory]
    [InlineData("https://elsewhere.example.org", null, null, "another issuer than Authority says")]
    [InlineData(null, "http://192.0.2.1/keys", null, "a jwks_uri that is neither https nor on a loopback address")]
    [InlineData(null, "keys", null, "no jwks_uri")]
    [InlineData(null, null, "no JSON", "no keys that can be used")]
    [InlineData(null, null, "[]", "no keys that can be used")]
    [InlineData(null, null, "{}", "no keys that can be used")]
    [InlineData(null, null, """{"keys":[{"kty":"oct","k":"c2VjcmV0"},{"kty":"RSA","n":"AQAB","e":"AQAB"},{"kty":"RSA"},7]}""", "no keys that can be used")]
    public async Task Judge_DocumentsOfNoUse_AreAFailureOfTheIssuer(string? issuer, string? address, string? keys, string logged)
    {
        await using var harness = await WebTokenHarness.StartAsync();
        (harness.Issuer.ClaimedIssuer, harness.Issuer.KeysAddress, harness.Issuer.KeysText) = (issuer, address, keys);
        await WebTokenHarness.FailAsync(harness.JudgeAsync(harness.Issuer.Token(Dora)));
        Assert.Contains(logged, harness.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Judge_BrokenKeyAmongGoodOnes_IsLeftOut()
    {
        await using var harness = await WebTokenHarness.StartAsync();
        var good = System.Text.Json.JsonSerializer.Serialize(harness.Issuer.Key.ToJwk());
        harness.Issuer.KeysText = $$"""{"keys":[{"kty":"RSA","n":"!","e":"AQAB"},{"kty":"new"},{{good}}]}""";
        await harness.AcceptAsync(harness.Issuer.Token(Dora));
    }
}
