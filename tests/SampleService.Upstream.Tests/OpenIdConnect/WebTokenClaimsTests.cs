using SampleService.Testing.Fakes;
using SampleService.Upstream.OpenIdConnect;

namespace SampleService.Upstream.Tests.OpenIdConnect;

/// <summary>Audiences, user names and roles.</summary>
public sealed class WebTokenClaimsTests
{
    public static TheoryData<object?, bool> Audiences => new()
    {
        { IssuerFake.Audience, true },
        { new[] { "other", IssuerFake.Audience }, true },
        { new object[] { 7, IssuerFake.Audience }, true },
        { new[] { "other" }, false },
        { Array.Empty<string>(), false },
        { "sample-service-test", false },
        { "Sample-Service", false },
        { 7, false },
        { null, false },
    };

    [Theory]
    [MemberData(nameof(Audiences))]
    public async Task Judge_Audience_HasToBeOurs(object? audience, bool isGood)
    {
        await using var harness = await WebTokenHarness.StartAsync();
        var token = harness.Issuer.Token(("sub", "dora"), ("aud", audience));
        if (isGood)
            await harness.AcceptAsync(token);
        else
            await harness.RefuseAsync(WebTokenFault.InvalidAudience, token);
    }

    [Theory]
    [InlineData("dora", "dora")]
    [InlineData(" dora\t", "dora")]
    [InlineData("Dora.D@example.org", "Dora.D@example.org")]
    [InlineData("0000-0002-1825-0097", "0000-0002-1825-0097")]
    [InlineData("Дора", "Дора")]
    [InlineData("", null)]
    [InlineData("  ", null)]
    [InlineData("do\u0007ra", null)]
    [InlineData("@group", null)]
    [InlineData("(node)", null)]
    [InlineData("-", null)]
    [InlineData(7, null)]
    [InlineData(true, null)]
    public async Task Judge_PreferredUserName_IsTheNameOfTheUser(object claim, string? expected)
    {
        await using var harness = await WebTokenHarness.StartAsync();
        var token = harness.Issuer.Token(("sub", "s-1"), ("preferred_username", claim));
        if (expected is not null)
            Assert.Equal(expected, (await harness.AcceptAsync(token)).User.Value);
        else
            await harness.RefuseAsync(WebTokenFault.InvalidToken, token);
    }

    [Theory]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public async Task Judge_LengthOfTheName_CountsCodePointsAndThePrefix(int length, bool isGood)
    {
        await using var harness = await WebTokenHarness.StartAsync(new OpenIdConnectIssuer { UserPrefix = "x:" });
        var name = "a" + string.Concat(Enumerable.Repeat("\U0001F9EA", length - 3));
        var token = harness.Issuer.Token(("sub", "s-1"), ("preferred_username", name));
        if (isGood)
            Assert.Equal($"x:{name}", (await harness.AcceptAsync(token)).User.Value);
        else
            await harness.RefuseAsync(WebTokenFault.InvalidToken, token);
    }

    [Fact]
    public async Task Judge_NoPreferredUserName_TakesTheSubject()
    {
        await using var harness = await WebTokenHarness.StartAsync();
        Assert.Equal("s-1", (await harness.AcceptAsync(harness.Issuer.Token(("sub", "s-1")))).User.Value);
    }

    [Fact]
    public async Task Judge_ClaimThatIsConfigured_IsTheOnlyOne()
    {
        await using var harness = await WebTokenHarness.StartAsync(new OpenIdConnectIssuer { UserClaim = "email" });
        var owner = await harness.AcceptAsync(harness.Issuer.Token(("sub", "s-1"), ("preferred_username", "dora"), ("email", "d@example.org")));
        Assert.Equal("d@example.org", owner.User.Value);
        await harness.RefuseAsync(WebTokenFault.InvalidToken, harness.Issuer.Token(("sub", "s-1"), ("preferred_username", "dora")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a\nb")]
    [InlineData(7)]
    public async Task Judge_SubjectThatIsNone_IsInvalid(object? subject)
    {
        await using var harness = await WebTokenHarness.StartAsync();
        await harness.RefuseAsync(WebTokenFault.InvalidToken, harness.Issuer.Token(("sub", subject), ("preferred_username", "dora")));
    }

    [Theory]
    [InlineData(AdministratorRight.Full, "other", "sample-read-admin", "sample-full-admin")]
    [InlineData(AdministratorRight.Read, "sample-read-admin")]
    [InlineData(AdministratorRight.None, "Sample-Full-Admin")]
    [InlineData(AdministratorRight.None)]
    public async Task Judge_Roles_GiveRights(AdministratorRight right, params string[] roles)
    {
        await using var harness = await WebTokenHarness.StartAsync();
        Assert.Equal(right, (await harness.AcceptAsync(harness.Issuer.Token(("sub", "boss"), ("roles", roles)))).Right);
    }

    [Theory]
    [InlineData("sample-full-admin")]
    [InlineData(7)]
    public async Task Judge_RolesThatAreNoList_GiveNone(object roles)
    {
        await using var harness = await WebTokenHarness.StartAsync();
        Assert.Equal(AdministratorRight.None, (await harness.AcceptAsync(harness.Issuer.Token(("sub", "boss"), ("roles", roles)))).Right);
    }

    [Fact]
    public async Task Judge_RolesWithOtherNames_AreThoseThatCount()
    {
        await using var harness = await WebTokenHarness.StartAsync(new OpenIdConnectIssuer
        {
            RolesClaim = "https://example.org/groups",
            FullAdministratorRole = "bosses",
            ReadAdministratorRole = "auditors",
        });
        var token = harness.Issuer.Token(
            ("sub", "boss"), ("roles", new[] { "sample-full-admin" }), ("https://example.org/groups", new[] { "auditors" }));
        Assert.Equal(AdministratorRight.Read, (await harness.AcceptAsync(token)).Right);
    }
}
