using System.Globalization;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Http;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Performance;

/// <summary>What is read most often makes next to no garbage. Bytes can be counted on any machine; times cannot.</summary>
public class AllocationTests
{
    private const int WarmUps = 500;
    private const int Counted = 1000;

#if DEBUG
    // Without optimization each asynchronous method that is called is an object.
    private const int MaxBytes = 3500;
    private const int MaxBytesOfWebSocket = 16_000;
#else
    private const int MaxBytes = 300;
    private const int MaxBytesOfWebSocket = 4096;
#endif

    [Theory]
    [InlineData("")]
    [InlineData("Bearer ")]
    public async Task GetSample_CachedSample_AllocatesLittle(string scheme)
    {
        var probe = new AllocationProbe();
        await using var server = await StartAsync(probe);
        var token = SeedTokens.Of(server).Alice;
        var id = await SaveAsync(server, token);
        var body = RpcClient.Body("SampleService.get_sample", $$"""{"id":"{{id}}"}""");
        var read = Request("POST", scheme + token, body);
        // This one the door answers before it looks at anything: what it costs is Kestrel's, body and all, and the call id.
        var nothing = Request("OPTIONS", scheme + token, body);

        await using var connection = await PlainConnection.OpenAsync(server.Url);
        var ofRead = await MeasureAsync(read, "POST");
        var ofNothing = await MeasureAsync(nothing, "OPTIONS");
        Assert.InRange(ofRead - ofNothing, 0, MaxBytes);

        async Task<double> MeasureAsync(string request, string verb)
        {
            await SendAsync(request, verb, WarmUps);
            var before = probe.AllocatedBytes();
            await SendAsync(request, verb, Counted);
            return (probe.AllocatedBytes() - before) / (double)Counted;
        }

        async Task SendAsync(string request, string verb, int times)
        {
            for (var i = 0; i < times; i++)
            {
                await connection.SendAsync(request);
                Assert.Equal(200, (await connection.ReadAsync(verb)).Status);
            }
        }
    }

    /// <summary>All that a call costs: reading and sending too. The answer itself lies in memory that is used again.</summary>
    [Fact]
    public async Task GetSample_CachedSampleOverAWebSocket_AllocatesLittle()
    {
        var probe = new AllocationProbe();
        await using var server = await StartAsync(probe);
        var token = SeedTokens.Of(server).Alice;
        var call = GatewaySocket.Call("1", "SampleService.get_sample", $$"""{"id":"{{await SaveAsync(server, token)}}"}""");
        using var socket = await GatewaySocket.OpenAsync(server.Url, SessionClient.Bearer(token));
        await SendAsync(WarmUps);
        var before = probe.AllocatedBytes();
        await SendAsync(Counted);
        Assert.InRange((probe.AllocatedBytes() - before) / (double)Counted, 0, MaxBytesOfWebSocket);

        async Task SendAsync(int times)
        {
            for (var i = 0; i < times; i++)
            {
                await socket.SendAsync(call);
                Assert.StartsWith("{\"jsonrpc\":\"2.0\",\"result\":", await socket.ReceiveAsync(), StringComparison.Ordinal);
            }
        }
    }

    private static Task<ServerProcess> StartAsync(AllocationProbe probe) => ServerProcess.StartAsync(new ServerOptions
    {
        Environment = new Dictionary<string, string>(probe.Environment)
        {
            // With the line of log that a call has.
            ["Logging__LogLevel__Default"] = "Information",
            // Everything is compiled once, and not again while we count.
            ["DOTNET_TieredCompilation"] = "0",
        },
    });

    /// <summary>A sample with some metadata.</summary>
    private static async Task<string> SaveAsync(ServerProcess server, string token)
    {
        using var client = new RpcClient(server.Url, token);
        var values = string.Join(',', Enumerable.Range(1, 40).Select(i => $$"""
            "key {{i}}":{"value":{{i}},"units":"mg/kg"}
            """));
        var (id, _) = await client.SaveAsync(
            $$"""{"name":"garbage","node_tree":[{"id":"root","type":"BioReplicate","meta_user":{ {{values}} } }]}""");
        return id;
    }

    private static string Request(string verb, string token, string body) => string.Create(
        CultureInfo.InvariantCulture,
        $"{verb} / HTTP/1.1\r\nHost: localhost\r\nAuthorization: {token}\r\nContent-Length: {body.Length}\r\n\r\n{body}");
}
