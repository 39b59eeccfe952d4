using SampleService.Server.Tests.Envelope;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Http;
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

    [Fact]
    public async Task CallersWithoutToken_BehindATrustedProxy_HaveSharesOfTheirOwn()
    {
        // One address may hold 500 kB.
        await using var server = await StartAsync("127.0.0.1", ("Limits__BytesInFlight", "16000000"));
        await using var stalled = await StallAsync("203.0.113.7");

        (await SendAsync("203.0.113.8")).AssertIsStatus();

        async Task<PlainConnection> StallAsync(string address)
        {
            var patience = Patience.Token();
            while (true)
            {
                patience.ThrowIfCancellationRequested();
                var connection = await PlainConnection.OpenAsync(server.Url, patience);
                await connection.SendAsync(Requests.Head(900_000, $"X-Forwarded-For: {address}\r\n") + new string(' ', 200_000));
                // It has the room as soon as another of this address finds none; else that one was first.
                if ((await SendAsync(address)).Status == 500)
                    return connection;
                await connection.DisposeAsync();
            }
        }

        async Task<HttpAnswer> SendAsync(string address)
        {
            await using var connection = await PlainConnection.OpenAsync(server.Url);
            await connection.SendAsync(Requests.Post(Requests.Status.PadRight(200_000), $"X-Forwarded-For: {address}\r\n"));
            return await connection.ReadAsync();
        }
    }

    private static Task<ServerProcess> StartAsync(string trusted, params (string Name, string Value)[] settings) => ServerProcess.StartAsync(
        new ServerOptions
        {
            Environment = new Dictionary<string, string>(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value)))
            {
                ["Proxy__Trusted"] = trusted,
            },
        });
}
