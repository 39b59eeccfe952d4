namespace SampleService.JsonRpc.Tests;

/// <summary>The KBase dialect in strict mode, where it differs from the old service's leniency.</summary>
public class StrictDialectTests
{
    private readonly Door _door = new(isStrict: true);

    [Theory]
    [InlineData("bad", "Token validation failed: no good")]
    [InlineData("", "Token validation failed: Must supply token")]
    [InlineData("  ", "Token validation failed: Must supply token")]
    [InlineData("Bearer bad", "Token validation failed: no good")]
    [InlineData("Bearer", "Token validation failed: Must supply token")]
    [InlineData("Bearergood", "Token validation failed: no good")]
    [InlineData("Basic good", "Token validation failed: no good")]
    public async Task Handle_WrongTokenForOptionalMethod_IsRefused(string token, string message)
    {
        var (_, text) = await _door.Send(Call("Service.echo"), token);
        Assert.Contains($"\"code\":-32000,\"name\":\"Server error\",\"message\":\"{message}\"", text);
        Assert.Empty(_door.Calls);
        Assert.Equal(OutcomeCodes.TokenRefused, Assert.Single(_door.Records).Outcome);
    }

    [Theory]
    [InlineData("good")]
    [InlineData("Bearer good")]
    [InlineData("bearer good")]
    [InlineData("BEARER   good ")]
    public async Task Handle_TokenWithOrWithoutBearer_IsTaken(string token)
    {
        foreach (var method in new[] { "Service.echo", "Service.secret" })
            Assert.False((await _door.Send(Call(method), token)).Outcome.IsError);
        Assert.All(_door.Calls, call => Assert.Equal(("alice", "good"), (call.User, call.Token)));
    }

    [Fact]
    public async Task Handle_BearerWhereNotStrict_IsAWrongToken()
    {
        var (_, text) = await new Door().Send(Call("Service.secret"), "Bearer good");
        Assert.Contains("Token validation failed: no good", text);
    }

    [Fact]
    public async Task Handle_NoTokenForOptionalMethod_CallerIsAnonymous()
    {
        Assert.False((await _door.Send(Call("Service.echo"))).Outcome.IsError);
        Assert.Null(Assert.Single(_door.Calls).User);
    }

    [Fact]
    public async Task Handle_WrongTokenForMethodWithoutToken_IsNotLookedAt() =>
        Assert.False((await _door.Send(Call("Service.forget"), "bad")).Outcome.IsError);

    [Theory]
    [InlineData("Service.ecko", "Service.ecko is not known here; near names: Service.echo")]
    [InlineData("service.ECHO", "service.ECHO is not known here; near names: Service.echo")]
    [InlineData("echo", "echo is not known here; near names: Service.echo")]
    [InlineData("Other.echo", "Other.echo is not known here; near names: Service.echo")]
    [InlineData("Service.failes", "Service.failes is not known here; near names: Service.fails")]
    [InlineData("Service.something_else", "Service.something_else is not known here")]
    [InlineData("", " is not known here")]
    public async Task Handle_UnknownMethod_IsNamedWithNearNames(string method, string message) =>
        Assert.Equal(
            $$"""{"error":{"code":-32601,"name":"Method not found","message":"{{message}}","error":null},"id":1,"version":"1.0"}""",
            (await _door.Send(Call(method))).Answer);

    [Theory]
    [InlineData("""[]""", "a batch is not taken here")]
    [InlineData("""[{"id":1,"method":"Service.echo","params":[{}]}]""", "a batch is not taken here")]
    [InlineData("""7""", "a request must be an object")]
    [InlineData("""{"id":1,"params":[]}""", "method is missing")]
    [InlineData("""{"id":1,"method":7,"params":[]}""", "method must be a string")]
    [InlineData("""{"id":[],"method":"Service.echo","params":[{}]}""", "id must be a string, a number, a boolean or null")]
    [InlineData("""{"id":1,"jsonrpc":2,"method":"Service.echo","params":[{}]}""", "jsonrpc must be the string 2.0 if present")]
    [InlineData("""{"id":1,"method":"Service.echo","params":7}""", "params must be a list")]
    public async Task Handle_NoRequest_IsToldWhy(string body, string message) =>
        Assert.Contains($"\"code\":-32600,\"name\":\"Invalid request\",\"message\":\"{message}\"", (await _door.Send(body)).Answer);

    private static string Call(string method) => $$"""{"id":1,"method":"{{method}}","params":[{}]}""";
}
