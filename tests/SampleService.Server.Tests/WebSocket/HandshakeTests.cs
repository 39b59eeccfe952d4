using System.Net;
using System.Text;
using SampleService.Server.Tests.Standalone;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Http;

namespace SampleService.Server.Tests.WebSocket;

/// <summary>Who may begin a WebSocket is found out once, by the headers of the handshake.</summary>
[Collection(StandaloneCollection.Name)]
public sealed class HandshakeTests(StandaloneServer server) : IDisposable
{
    private readonly SessionClient _client = new(server.Process.Url);

    private (string, string) Alice => SessionClient.Bearer(SeedTokens.Of(server.Process).Alice);

    private string Own => server.Process.Url.GetLeftPart(UriPartial.Authority);

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Handshake_Session_CallsAsItsUser()
    {
        var session = await _client.LogInAsync(SeedTokens.Of(server.Process).Bob);
        using var socket = await GatewaySocket.OpenAsync(server.Process.Url, SessionClient.Cookie(session), ("Origin", Own));
        var answer = await socket.AskAsync(GatewaySocket.Call("1", "Standalone.whoami"));
        Assert.Equal("bob", answer.GetProperty("result").GetProperty("user").GetString());
    }

    [Theory]
    [InlineData("401 authorization_missing")]
    [InlineData("401 Invalid_session", "Cookie: MSESSIONID=never-made")]
    [InlineData("403 invalid_token", "Authorization: Bearer wrong")]
    [InlineData("403 invalid_token", "Authorization: Basic YWxpY2U6eA==")]
    [InlineData("403 invalid_token", "Authorization: Bearer wrong", "Cookie: MSESSIONID=never-made")]
    [InlineData("403 origin_not_allowed", "Origin: https://elsewhere.example")]
    [InlineData("403 origin_not_allowed", "Authorization: Bearer wrong", "Origin: https://elsewhere.example")]
    [InlineData("403 origin_not_allowed", "Cookie: MSESSIONID=never-made", "Origin: null")]
    public async Task Handshake_WrongCredentials_IsRefusedAsACallIs(string outcome, params string[] headers)
    {
        var answer = await AskAsync("GET", headers);
        Assert.Equal(outcome, Outcome(answer));
    }

    [Fact]
    public async Task Handshake_TokenAndPageOfAnotherSite_IsRefused()
    {
        Assert.Equal(HttpStatusCode.Forbidden, await GatewaySocket.TryAsync(server.Process.Url, Alice, ("Origin", "https://elsewhere.example")));
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await GatewaySocket.TryAsync(server.Process.Url, Alice, ("Origin", Own)));
    }

    [Fact]
    public async Task Handshake_WrongGatewayId_IsRefusedAfterTheCredentials()
    {
        var answer = await AskAsync("GET", [$"Authorization: {Alice.Item2}", "X-Service-Gateway-Id: other"]);
        Assert.Equal("403 invalid_grant", Outcome(answer));
        answer = await AskAsync("GET", ["X-Service-Gateway-Id: other"]);
        Assert.Equal("401 authorization_missing", Outcome(answer));
    }

    [Fact]
    public async Task Request_OtherVerb_IsNotAllowed()
    {
        var answer = await AskAsync("POST", ["Content-Length: 0"]);
        Assert.Equal((405, "GET"), (answer.Status, answer.Headers["Allow"]));
    }

    [Fact]
    public async Task Request_ThatWantsNoWebSocket_IsToldSo()
    {
        await using var connection = await PlainConnection.OpenAsync(server.Process.Url);
        await connection.SendAsync($"GET /gateway/ws HTTP/1.1\r\nHost: localhost\r\nAuthorization: {Alice.Item2}\r\n\r\n");
        var answer = await connection.ReadAsync();
        Assert.Equal((426, "websocket"), (answer.Status, answer.Headers["Upgrade"]));
    }

    private static string Outcome(HttpAnswer answer) =>
        new SessionAnswer(answer.Status, Encoding.UTF8.GetString(answer.Body), null).Outcome;

    private async Task<HttpAnswer> AskAsync(string verb, string[] headers)
    {
        await using var connection = await PlainConnection.OpenAsync(server.Process.Url);
        await connection.SendAsync(Handshake.Of(verb, headers));
        return await connection.ReadAsync();
    }
}
