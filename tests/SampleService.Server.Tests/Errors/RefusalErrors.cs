using SampleService.Server.Tests.Support;
using SampleService.Testing.Fakes;
using SampleService.Testing.Http;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Errors;

/// <summary>Requests that the gateway door refuses before it looks at their calls.</summary>
internal static class RefusalErrors
{
    private const string Call = """{"jsonrpc": "2.0", "method": "Standalone.whoami", "id": 1}""";
    private const string Path = "json-rpc";
    private const string GatewayId = "X-Service-Gateway-Id";

    public static async Task RecordAsync(ErrorRecord record)
    {
        await using var issuer = await IssuerFake.StartAsync();
        await using var server = await ServerProcess.StartAsync(new ServerOptions
        {
            Environment = new Dictionary<string, string>
            {
                ["Gateway__Issuers__0__Authority"] = issuer.Authority,
                ["Gateway__Issuers__0__Audience"] = IssuerFake.Audience,
                ["Gateway__GatewayIds__0"] = "gw-1",
                ["Gateway__RequireGatewayId"] = "true",
            },
        });
        var alice = SessionClient.Bearer(SeedTokens.Of(server).Alice);
        (string, string) right = (GatewayId, "gw-1");
        await record.RefuseAsync(server, "401 authorization_missing", Path, Call);
        await record.RefuseAsync(server, "401 Invalid_session", Path, Call, SessionClient.Cookie("n8xk"), right);
        await record.RefuseAsync(server, "403 invalid_token", Path, Call, SessionClient.Bearer("sst_0123456789"), right);
        await record.RefuseAsync(server, "403 token_expired", Path, Call, Token(("exp", 1_000_000_000)), right);
        await record.RefuseAsync(server, "403 invalid_issuer", Path, Call, Token(("iss", "https://elsewhere.example")), right);
        await record.RefuseAsync(server, "403 invalid_audience", Path, Call, Token(("aud", "another-service")), right);
        await record.RefuseAsync(server, "403 gatewayid_missing", Path, Call, alice);
        await record.RefuseAsync(server, "403 invalid_grant", Path, Call, alice, (GatewayId, "gw-2"));
        await record.RefuseAsync(
            server, "403 origin_not_allowed", Path, Call, SessionClient.Cookie("n8xk"), ("Origin", "https://elsewhere.example"));
        await record.RefuseAsync(server, "400 invalid_request", "login", """{"user": "alice"}""", alice, right);
        issuer.IsDown = true;
        await record.RefuseAsync(server, "503 temporarily_unavailable", "login", "", OfNewKey(issuer), right);

        (string, string) Token(params (string Name, object? Value)[] claims) =>
            SessionClient.Bearer(issuer.Token([("sub", "a-1"), ("preferred_username", "dora"), .. claims]));
    }

    /// <summary>Signed by a key that the service has not seen.</summary>
    private static (string, string) OfNewKey(IssuerFake issuer) =>
        SessionClient.Bearer(issuer.Token(IssuerKey.Rsa(), ("sub", "a-1"), ("preferred_username", "dora")));
}
