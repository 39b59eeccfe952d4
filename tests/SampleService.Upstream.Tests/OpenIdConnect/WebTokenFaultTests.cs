using System.Buffers.Text;
using System.Text;
using SampleService.Testing.Fakes;
using SampleService.Upstream.OpenIdConnect;

namespace SampleService.Upstream.Tests.OpenIdConnect;

/// <summary>Of several faults of a token the first is told, in the order of docs/issuers.md.</summary>
public sealed class WebTokenFaultTests
{
    private static readonly (string, object?)[] Dora = [("sub", "d-1"), ("preferred_username", "dora")];

    /// <summary>The faults in their order. Each token of a test has one of them and all that come later.</summary>
    public static TheoryData<int> Faults => [.. Enumerable.Range(0, 7)];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Judge_TokenWithThisFaultAndAllLaterOnes_TellsTheFirst(int first)
    {
        await using var harness = await WebTokenHarness.StartAsync();
        await harness.AcceptAsync(harness.Issuer.Token(Dora));
        (WebTokenFault Fault, (string, object?) Claim)[] rows =
        [
            (WebTokenFault.InvalidIssuer, ("iss", "https://elsewhere.example.org")),
            (WebTokenFault.InvalidToken, ("signature", "of a stranger")),
            (WebTokenFault.InvalidToken, ("nbf", harness.Now + 1000)),
            (WebTokenFault.TokenExpired, ("exp", harness.Now - 1000)),
            (WebTokenFault.InvalidAudience, ("aud", "another")),
            (WebTokenFault.InvalidToken, ("preferred_username", "(node)")),
        ];
        if (first == rows.Length)
        {
            await harness.AcceptAsync(harness.Issuer.Token(Dora));
            return;
        }

        var claims = Dora.Concat(rows[first..].Select(row => row.Claim)).ToArray();
        var key = first <= 1 ? IssuerKey.Stranger : harness.Issuer.Key;
        // A key that the issuer has, so that nobody waits for another.
        var token = harness.Issuer.Token(key, [("kid", harness.Issuer.Key.Id)], claims);

        await harness.RefuseAsync(rows[first].Fault, token);
    }

    [Fact]
    public async Task Judge_GoodToken_TellsUserRightAndEnd()
    {
        await using var harness = await WebTokenHarness.StartAsync();
        var owner = await harness.AcceptAsync(harness.Issuer.Token([.. Dora, ("exp", harness.Now + 60.5)]));

        Assert.Equal(
            ("dora", AdministratorRight.None, (harness.Now * 1000) + 60_500), (owner.User.Value, owner.Right, owner.Expires.Milliseconds));
        Assert.Equal(("d-1", harness.Issuer.Authority), (harness.LastBound!.Value.Subject, harness.LastBound.Value.Issuer));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("a.b.c")]
    [InlineData("sst_x")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9..")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.W10.c2ln")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.bm8.c2ln")]
    public async Task Judge_NoToken_IsInvalid(string text)
    {
        await using var harness = await WebTokenHarness.StartAsync();
        await harness.RefuseAsync(WebTokenFault.InvalidToken, text);
        Assert.Equal(0, harness.Issuer.KeysReads);
    }

    /// <summary>What decodes base64url takes these, so that one token would have many texts.</summary>
    [Theory]
    [InlineData("=")]
    [InlineData("==")]
    [InlineData("\t")]
    [InlineData("\n")]
    public async Task Judge_SignatureWithMoreThanBase64Url_IsInvalid(string added)
    {
        await using var harness = await WebTokenHarness.StartAsync();
        var token = harness.Issuer.Token(Dora);
        await harness.AcceptAsync(token);

        await harness.RefuseAsync(WebTokenFault.InvalidToken, token + added);
        await harness.RefuseAsync(WebTokenFault.InvalidToken, token.Insert(token.Length - 4, added));
    }

    [Fact]
    public async Task Judge_ClaimThatIsThereTwice_IsInvalid()
    {
        await using var harness = await WebTokenHarness.StartAsync();
        var parts = harness.Issuer.Token(Dora).Split('.');
        var claims = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1])).Replace("}", ",\"sub\":\"e-1\"}", StringComparison.Ordinal);
        await harness.RefuseAsync(
            WebTokenFault.InvalidToken, $"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.{parts[2]}");
    }

    [Theory]
    [InlineData(null)]
    [InlineData(7)]
    [InlineData("https://elsewhere.example.org")]
    public async Task Judge_IssuerThatIsNotConfigured_IsRefusedWithoutAskingAnybody(object? issuer)
    {
        await using var harness = await WebTokenHarness.StartAsync();
        await harness.RefuseAsync(WebTokenFault.InvalidIssuer, harness.Issuer.Token([.. Dora, ("iss", issuer)]));
        Assert.Equal(0, harness.Issuer.DiscoveryReads);
    }

    [Fact]
    public async Task Judge_IssuerWithASlashMore_IsAnother()
    {
        await using var harness = await WebTokenHarness.StartAsync();
        await harness.RefuseAsync(WebTokenFault.InvalidIssuer, harness.Issuer.Token([.. Dora, ("iss", harness.Issuer.Authority + "/")]));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("HS256")]
    [InlineData("RS999")]
    [InlineData("RS384")]
    [InlineData(256)]
    public async Task Judge_AlgorithmThatIsNotAccepted_IsInvalid(object algorithm)
    {
        await using var harness = await WebTokenHarness.StartAsync();
        await harness.RefuseAsync(WebTokenFault.InvalidToken, harness.Issuer.Token(harness.Issuer.Key, [("alg", algorithm)], Dora));
    }

    [Fact]
    public async Task Judge_KeyOfAnotherAlgorithm_IsInvalid()
    {
        await using var harness = await WebTokenHarness.StartAsync();
        var key = harness.Issuer.Key;
        await harness.AcceptAsync(harness.Issuer.Token(key, Dora));
        // The key says that it is for RS256.
        await WebTokenIsRefusedLaterAsync(harness, harness.Issuer.Token(key, [("alg", "PS384")], Dora));
    }

    [Fact]
    public async Task Judge_HeaderThatAsksForMore_IsInvalid()
    {
        await using var harness = await WebTokenHarness.StartAsync();
        await harness.RefuseAsync(
            WebTokenFault.InvalidToken, harness.Issuer.Token(harness.Issuer.Key, [("crit", new[] { "b64" }), ("b64", false)], Dora));
    }

    [Theory]
    [InlineData("PS384")]
    [InlineData("ES256")]
    public async Task Judge_OtherAcceptedAlgorithm_IsVerified(string algorithm)
    {
        await using var harness = await WebTokenHarness.StartAsync();
        using var key = algorithm == "ES256" ? IssuerKey.Ecdsa() : IssuerKey.Rsa(algorithm: algorithm);
        harness.Issuer.Published = [key];
        await harness.AcceptAsync(harness.Issuer.Token(Dora));
        var token = harness.Issuer.Token(Dora);
        await harness.RefuseAsync(WebTokenFault.InvalidToken, token[..^4] + (token[^4] == 'A' ? "B" : "A") + token[^3..]);
    }

    [Fact]
    public async Task Judge_ShortRsaKey_IsNotUsed()
    {
        await using var harness = await WebTokenHarness.StartAsync();
        using var weak = IssuerKey.Rsa(1024);
        harness.Issuer.Published = [harness.Issuer.Key, weak];
        await WebTokenIsRefusedLaterAsync(harness, harness.Issuer.Token(weak, Dora));
    }

    [Fact]
    public async Task Judge_TokenWithoutKeyId_IsVerifiedWithAnyKey()
    {
        await using var harness = await WebTokenHarness.StartAsync();
        using var other = IssuerKey.Ecdsa();
        harness.Issuer.Published = [other, harness.Issuer.Key, IssuerKey.Rsa()];
        await harness.AcceptAsync(harness.Issuer.Token(harness.Issuer.Published[1], [("kid", null)], Dora));
    }

    [Theory]
    [InlineData("nbf", 30, null)]
    [InlineData("nbf", 31, WebTokenFault.InvalidToken)]
    [InlineData("exp", -29, null)]
    [InlineData("exp", -30, WebTokenFault.TokenExpired)]
    public async Task Judge_TimesAtTheEdgeOfTheSkew_AreToldApart(string claim, int seconds, WebTokenFault? fault)
    {
        await using var harness = await WebTokenHarness.StartAsync();
        var token = harness.Issuer.Token([.. Dora, (claim, harness.Now + seconds)]);
        if (fault is { } refused)
            await harness.RefuseAsync(refused, token);
        else
            await harness.AcceptAsync(token);
    }

    [Theory]
    [InlineData("exp", null)]
    [InlineData("exp", "4000000000")]
    [InlineData("nbf", "1")]
    public async Task Judge_TimeThatIsMissingOrNoNumber_IsInvalid(string claim, object? value)
    {
        await using var harness = await WebTokenHarness.StartAsync();
        await harness.RefuseAsync(WebTokenFault.InvalidToken, harness.Issuer.Token([.. Dora, (claim, value)]));
    }

    [Fact]
    public async Task Judge_EndOutOfAllRange_IsTheLatestThereIs()
    {
        await using var harness = await WebTokenHarness.StartAsync();
        var owner = await harness.AcceptAsync(harness.Issuer.Token([.. Dora, ("exp", 1e300)]));
        Assert.Equal(Domain.Timestamp.Latest, owner.Expires);
    }

    [Fact]
    public async Task Judge_TokenThatWasAccepted_ExpiresAllTheSame()
    {
        await using var harness = await WebTokenHarness.StartAsync();
        var token = harness.Issuer.Token(Dora);
        await harness.AcceptAsync(token);
        harness.Clock.Advance(TimeSpan.FromSeconds(629));
        await harness.AcceptAsync(token);
        harness.Clock.Advance(TimeSpan.FromSeconds(1));
        await harness.RefuseAsync(WebTokenFault.TokenExpired, token);
        Assert.Equal(1, harness.Issuer.KeysReads);
    }

    [Fact]
    public async Task Judge_RefusedToken_ShowsNothingOfItself()
    {
        await using var harness = await WebTokenHarness.StartAsync();
        var token = harness.Issuer.Token(IssuerKey.Stranger, [("kid", harness.Issuer.Key.Id)], [("sub", "secret-subject"), ("exp", 1)]);
        var told = (await harness.JudgeAsync(token)).Refusal!.Description;
        Assert.Equal("The signature of the token cannot be verified.", told);
        Assert.All(token.Split('.'), part => Assert.DoesNotContain(part, harness.Log.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("secret-subject", harness.Log.Text, StringComparison.Ordinal);
    }

    private static async Task WebTokenIsRefusedLaterAsync(WebTokenHarness harness, string token) =>
        Assert.Equal(WebTokenFault.InvalidToken, (await harness.JudgeLaterAsync(token)).Refusal?.Fault);
}
