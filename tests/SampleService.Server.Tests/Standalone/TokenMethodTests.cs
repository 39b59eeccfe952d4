using SampleService.Server.Tests.Support;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Standalone;

/// <summary>Tokens of stand-alone accounts: issued, listed, revoked, run out.</summary>
[Collection(StandaloneCollection.Name)]
public sealed class TokenMethodTests(StandaloneServer server)
{
    private const string Invalid = "Token validation failed: Invalid token";

    [Fact]
    public async Task IssueToken_NewToken_WorksAndIsListedWithoutItself()
    {
        var (user, _) = await server.NewUserAsync();

        var issued = await server.Admin.MapAsync("Standalone.issue_token", $$"""{"user":"{{user}}","description":"laptop"}""");

        Assert.Equal(["token", "token_id", "user", "description", "created", "expires", "revoked"], issued.Keys);
        var client = server.Client(issued.RequiredText("token"));
        Assert.Equal(user, (await client.MapAsync("Standalone.whoami")).Text("user"));
        var answer = await server.Admin.CallAsync("Standalone.list_tokens", $$"""{"user":"{{user}}"}""");
        Assert.DoesNotContain(issued.RequiredText("token"), answer.Body, StringComparison.Ordinal);
        issued.Remove("token");
        var listed = Assert.IsType<JsonList>(answer.Result).Cast<JsonMap>();
        Assert.Equal(JsonText.Write(issued), JsonText.Write(Assert.Single(listed, t => t.Text("description") == "laptop")));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1000")]
    [InlineData("-1")]
    [InlineData("99999999999999999")]
    public async Task IssueToken_ExpiresAtNoMomentToCome_IsRefused(string expires) =>
        (await server.Admin.CallAsync("Standalone.issue_token", $$"""{"user":"bob","expires":{{expires}}}"""))
            .AssertRefused("30001 Illegal input parameter: expires must be a moment after now, in milliseconds since the epoch");

    [Theory]
    [InlineData("\"soon\"")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    public async Task IssueToken_ExpiresIsNoInteger_IsRefused(string expires) =>
        (await server.Admin.CallAsync("Standalone.issue_token", $$"""{"user":"bob","expires":{{expires}}}"""))
            .AssertRefused("30001 Illegal input parameter: expires must be an integer");

    [Fact]
    public async Task RevokeToken_TokenInUse_StopsAtOnceAndOthersOfTheAccountDoNot()
    {
        var (user, other) = await server.NewUserAsync();
        var issued = await server.Admin.MapAsync("Standalone.issue_token", $$"""{"user":"{{user}}"}""");
        var client = server.Client(issued.RequiredText("token"));
        await client.ResultAsync("Standalone.whoami");

        var revoke = $$"""{"token_id":{{issued.Long("token_id")}}}""";
        var revoked = await server.Admin.MapAsync("Standalone.revoke_token", revoke);

        Assert.NotNull(revoked.Find("revoked"));
        (await client.CallAsync("Standalone.whoami")).AssertError(-32000, Invalid);
        await other.ResultAsync("Standalone.whoami");
        Assert.Equal(JsonText.Write(revoked), JsonText.Write(await server.Admin.ResultAsync("Standalone.revoke_token", revoke)));
    }

    [Theory]
    [InlineData("{}", "30000 Missing input parameter: token_id")]
    [InlineData("""{"token_id":0}""", "30001 Illegal input parameter: token_id must be an integer from 1 on")]
    [InlineData("""{"token_id":"1"}""", "30001 Illegal input parameter: token_id must be an integer")]
    [InlineData("""{"token_id":999999}""", "30001 Illegal input parameter: there is no token with id 999999")]
    public async Task RevokeToken_NoSuchToken_IsRefused(string argument, string error) =>
        (await server.Admin.CallAsync("Standalone.revoke_token", argument)).AssertRefused(error);

    [Fact]
    public async Task ExpiredToken_OnceItsTimeIsOver_IsRefusedAlthoughItWasJustInUse()
    {
        // On a busy machine a short life may be over before the token is made; then a longer one is tried.
        var end = 0L;
        RpcAnswer issue;
        for (var lifetime = 500; ; lifetime *= 2)
        {
            end = Now() + lifetime;
            issue = await server.Admin.CallAsync("Standalone.issue_token", $$"""{"user":"bob","expires":{{end}}}""");
            if (issue.Status == 200 || lifetime > 30_000)
                break;
        }

        var issued = Assert.IsType<JsonMap>(issue.Result);
        Assert.Equal(end, issued.Long("expires"));
        var client = server.Client(issued.RequiredText("token"));

        long begun;
        RpcAnswer answer;
        do
        {
            begun = Now();
            answer = await client.CallAsync("Standalone.whoami");
        }
        while (answer.Status == 200 && begun < end);

        answer.AssertError(-32000, Invalid);
        Assert.True(Now() >= end, "it was refused before its time");
    }

    [Fact]
    public async Task WrongToken_OptionalMethod_IsRefused()
    {
        var (sample, _) = await server.Alice.SaveAsync(SampleText.Small());
        var stranger = server.Client("sst_0000000000000000000000000000000000000000000");

        (await stranger.CallAsync("SampleService.get_sample", $$"""{"id":"{{sample}}"}""")).AssertError(-32000, Invalid);
    }

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
}
