using SampleService.Client.Tests.Support;

namespace SampleService.Client.Tests;

/// <summary>Tokens that change while a client is in use.</summary>
[Collection(ClientCollection.Name)]
public sealed class TokenTests(ClientServer server)
{
    [Fact]
    public async Task Token_Renewed_IsThatOfTheNextRequest()
    {
        var token = "sst_old";
        await using var client = SampleServiceClient.Connect(server.Process.Url, new() { Token = _ => new(token) });
        await Assert.ThrowsAsync<AuthorizationException>(() => client.StatusAsync());

        token = server.Tokens.Alice;

        Assert.NotEqual(default, (await Story.SaveAsync(client)).Id);
    }

    [Fact]
    public async Task Token_RefusedInTheHandshake_IsAskedForAgain()
    {
        var token = "sst_old";
        await using var client = Connect(() => token);
        await Assert.ThrowsAsync<AuthorizationException>(() => client.StatusAsync());

        token = server.Tokens.Alice;

        Assert.NotEqual(default, (await Story.SaveAsync(client)).Id);
    }

    /// <summary>The service closes a WebSocket whose token has ended, by itself or when the next call arrives.</summary>
    [Fact]
    public async Task Token_RevokedWhileAWebSocketIsOpen_IsAskedForAgain()
    {
        await using var admin = Ways.Transport(server.Process, server.Tokens.Admin);
        var issued = await admin.CallAsync("Standalone.issue_token", Ways.Json("""{"user":"bob"}"""), Patience.Token());
        var tokens = new Queue<string>([issued.GetProperty("token").GetString()!, server.Tokens.Bob]);
        await using var client = Connect(tokens.Dequeue);
        await client.StatusAsync();

        await admin.CallAsync("Standalone.revoke_token", Ways.Json($$"""{"token_id":{{issued.GetProperty("token_id")}}}"""), Patience.Token());

        Assert.True(await Record.ExceptionAsync(() => client.StatusAsync()) is null or OutcomeUnknownException);
        await client.StatusAsync();
        Assert.Empty(tokens);
    }

    [Fact]
    public async Task Token_ThatCannotBeHad_IsTheCallersError()
    {
        await using var client = SampleServiceClient.Connect(server.Process.Url, new() { Token = _ => throw new NotSupportedException("no token") });

        Assert.Equal("no token", (await Assert.ThrowsAsync<NotSupportedException>(() => client.StatusAsync())).Message);
    }

    private SampleServiceClient Connect(Func<string> token) => SampleServiceClient.Connect(
        Ways.AddressOf(server.Process, Way.WebSocket), new() { Token = _ => new(token()) });
}
