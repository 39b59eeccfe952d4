using SampleService.Server.Tests.Support;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Node;

/// <summary>The methods about the process.</summary>
public sealed class NodeMethodTests : IAsyncLifetime
{
    private const string Secret = "sst_secret";

    private ServerProcess? _server;

    public async Task InitializeAsync() => _server = await ServerProcess.StartAsync(new ServerOptions
    {
        Environment = new Dictionary<string, string>
        {
            ["Metrics__Urls"] = "http://127.0.0.1:0",
            ["Tracing__OtlpEndpoint"] = $"http://user:{Secret}@127.0.0.1:1/path?key={Secret}",
            ["Gateway__GatewayIds__0"] = "gw-1",
            ["Kestrel__Certificates__Default__Password"] = Secret,
            ["Logging__Console__LogLevel__Sample.Unused"] = "Error",
        },
        Arguments = ["--Limits:JsonDepth=65"],
    });

    public async Task DisposeAsync() => await _server!.DisposeAsync();

    [Fact]
    public async Task Configuration_OfAnySource_HasItAndNoSecret()
    {
        using var node = Connect();
        var settings = (await node.CallAsync("Node.configuration"))!.AsArray();

        Assert.DoesNotContain(Secret, settings.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(("65", "command line"), Find("Limits:JsonDepth"));
        Assert.Equal((_server!.DataDirectory, "environment"), Find("Storage:DataDirectory"));
        Assert.Equal(("Sqlite", "default"), Find("Storage:Provider"));
        Assert.Equal((null, "default"), Find("Storage:MigrateOnStart"));
        Assert.Equal(("gw-1", "environment"), Find("Gateway:GatewayIds:0"));
        Assert.Equal((null, "default"), Find("Gateway:AllowedOrigins"));
        Assert.Equal(("***", "environment"), Find("Kestrel:Certificates:Default:Password"));
        Assert.Equal(("http://***@127.0.0.1:1/path?***", "environment"), Find("Tracing:OtlpEndpoint"));
        Assert.Equal(("Information", "appsettings.json"), Find("Logging:LogLevel:Default"));

        (string?, string) Find(string key)
        {
            var setting = Assert.Single(settings, setting => (string?)setting!["key"] == key)!;
            return ((string?)setting["value"], (string)setting["source"]!);
        }
    }

    [Fact]
    public async Task SetLogLevel_CategoryOfTheCalls_DecidesWhetherTheyAreLogged()
    {
        using var node = Connect();
        await node.CallAsync("Node.set_log_level", """{"category":"SampleService.JsonRpc","level":"warning"}""");
        await node.CallAsync("show_registered_handlers");
        await node.CallAsync("Node.set_log_level", """{"category":"SampleService.JsonRpc","level":"Information"}""");
        await node.CallAsync("get_service_descriptor");
        await _server!.WaitForOutputAsync("get_service_descriptor user=(node)", Patience.Token());

        Assert.DoesNotContain("show_registered_handlers user=", _server.Output);
        Assert.Contains("User (node) is running method set_log_level with administration permission FULL, category=SampleService.JsonRpc level=Warning", _server.Output);
        var settings = (await node.CallAsync("Node.configuration"))!.AsArray();
        var level = Assert.Single(settings, setting => (string?)setting!["key"] == "Logging:LogLevel:SampleService.JsonRpc")!;
        Assert.Equal(("Information", "Node.set_log_level"), ((string?)level["value"], (string?)level["source"]));
    }

    [Theory]
    [InlineData("""{"category":"","level":"Error"}""")]
    [InlineData("""{"category":"a b","level":"Error"}""")]
    [InlineData("""{"category":"a:b","level":"Error"}""")]
    [InlineData("""{"category":"a","level":"2"}""")]
    [InlineData("""{"category":"a","level":""}""")]
    public async Task SetLogLevel_WrongValue_IsRefused(string parameters)
    {
        using var node = Connect();

        Assert.Contains("\"data\":[{\"code\":30001,", await node.AskAsync(NodeClient.Request("Node.set_log_level", parameters)));
    }

    [Fact]
    public async Task Metrics_AfterACall_CountsIt()
    {
        using var node = Connect();
        await node.CallAsync("Node.status");

        Assert.Contains("sample_service_calls_total{method=\"Node.status\",outcome=\"0\"} 1", (string)(await node.CallAsync("Node.metrics"))!);
    }

    [Fact]
    public async Task Status_OfARunningServer_TellsProcessAndConnections()
    {
        using var other = Connect();
        await other.CallAsync("Node.status");
        using var node = Connect();
        var status = (await node.CallAsync("Node.status"))!;

        Assert.Equal(
            (_server!.ProcessId, 100, 2, false),
            ((int)status["process"]!, (int)status["state"]!, (int)status["node_connections"]!, (bool)status["stopping"]!));
        Assert.True((long)status["started"]! <= (long)status["servertime"]!);
    }

    private NodeClient Connect() => new(NodeClient.PathOf(_server!));
}
