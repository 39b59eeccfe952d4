using SampleService.Server.Tests.Support;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Operations;

/// <summary><c>Proxy:Trusted</c>: whose word counts about where a call comes from and where it went.</summary>
public sealed class TrustedProxyTests
{
    private static readonly (string, string)[] Forwarded =
    [
        ("X-Forwarded-For", "198.51.100.9, 203.0.113.7, 10.1.2.3"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "samples.example.org"),
    ];

    [Theory]
    [InlineData("127.0.0.1, 10.1.0.0/16", "203.0.113.7", "https://samples.example.org/")]
    [InlineData("127.0.0.0/8;10.1.0.0/16", "203.0.113.7", "https://samples.example.org/")]
    [InlineData("10.1.0.0/16", "127.0.0.1", null)]
    [InlineData("", "198.51.100.9", null)]
    public async Task Call_WithForwardedHeaders_IsTakenAsTheTrustedProxySays(string trusted, string address, string? url)
    {
        await using var server = await StartAsync(trusted);
        using var client = new RpcClient(server.Url);

        var answer = await client.CallAsync("ServiceWizard.get_service_status", """{"module_name":"SampleService"}""", Forwarded);

        Assert.Equal(url ?? server.Url.AbsoluteUri, Assert.IsType<Testing.Json.JsonMap>(answer.Result).Text("url"));
        var line = Assert.Single(await server.LinesWithAsync($"call={answer.CallId}"));
        Assert.Contains($" from={address} ", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Administration_ThroughATrustedProxyOnThisMachine_IsNotLocal()
    {
        await using var server = await StartAsync("127.0.0.1");
        using var admin = new RpcClient(server.Url, SeedTokens.Of(server).Admin);

        foreach (var forwarded in new[] { "127.0.0.1", "203.0.113.7" })
            (await admin.CallAsync("Standalone.list_accounts", null, ("X-Forwarded-For", forwarded)))
                .AssertRefused("20000 Unauthorized: Method list_accounts is answered only to callers on the service's own machine (setting Standalone:RemoteAdministration)");
        Assert.Equal(200, (await admin.CallAsync("Standalone.list_accounts")).Status);
    }

    private static Task<ServerProcess> StartAsync(string trusted) => ServerProcess.StartAsync(new ServerOptions
    {
        Environment = new Dictionary<string, string> { ["Proxy__Trusted"] = trusted },
    });
}
