using System.Globalization;
using System.Text;
using SampleService.Cluster.Tests.Disturbed;
using SampleService.Testing.Http;
using SampleService.Testing.Servers;

namespace SampleService.Cluster.Tests;

/// <summary>What silos and front ends tell those who watch over them.</summary>
[Collection(SerialCollection.Name)]
public sealed class SiloHealthTests : IAsyncLifetime
{
    private Deployment _deployment = null!;

    public async Task InitializeAsync() => _deployment = await Deployment.CreateAsync(linkLimit: 10, Sharing.Cluster);

    public async Task DisposeAsync() => await _deployment.DisposeAsync();

    [PostgresFact]
    public async Task Health_FrontEnd_IsReadyAsLongAsASiloLetsItIn()
    {
        var (options, watched) = Watched("--Cluster:Role", "FrontEnd");
        await using var frontEnd = ServerProcess.Begin(options);
        using var limit = new CancellationTokenSource(Eventually.Patience);
        await frontEnd.WaitForOutputAsync("Cluster:GatewayPort", limit.Token);
        await AssertHealthAsync(watched, "live", 200, "live");
        foreach (var url in (Uri[])[watched, frontEnd.Url])
        {
            var starting = await GetAsync(url, "/health/ready");
            Assert.Equal((503, """{"status":"starting","waits_for":"grains"}"""), (starting.Status, StateOf(starting)));
        }

        await using (await ServerProcess.StartAsync(_deployment.Options with { Arguments = ["--Cluster:GatewayPort", "0"] }))
        {
            await BecomesAsync(watched, "ready");
            await frontEnd.WaitForOutputAsync("Sample Service listens on", limit.Token);
            await AssertHealthAsync(frontEnd.Url, "ready", 200, "ready");
        }

        await BecomesAsync(watched, "unavailable");
        await AssertHealthAsync(frontEnd.Url, "live", 200, "live");
    }

    [PostgresFact]
    public async Task Metrics_Silo_ShowGrainsAsOrleansAndTheServiceCountThem()
    {
        var (options, watched) = Watched();
        await using var silo = await ServerProcess.StartAsync(options);
        await AssertHealthAsync(watched, "live", 200, "live");
        await AssertHealthAsync(watched, "ready", 200, "ready");
        await AssertHealthAsync(silo.Url, "ready", 200, "ready");
        using var rpc = new RpcClient();
        Assert.Equal(1, (await rpc.CallAsync(silo.Url, "user1", "create_sample", Content.Save(null, "seen"))).Version);

        var page = Encoding.UTF8.GetString((await GetAsync(watched, "/metrics")).Body).Split('\n');

        Assert.Contains(page, line => line.StartsWith("orleans_catalog_activations", StringComparison.Ordinal) && !line.EndsWith(" 0", StringComparison.Ordinal));
        Assert.Contains(page, line => line == """sample_service_calls_total{method="SampleService.create_sample",outcome="0"} 1""");
        Assert.Contains(page, line => line == """sample_service_store_duration_seconds_count{operation="CreateAsync",outcome="ok"} 1""");
        Assert.Contains(page, line => line == """sample_service_grains_activations{grain_type="sample-creator"} 1""");
    }

    /// <summary>How a process is started that shows its health and metrics, and where.</summary>
    private (ServerOptions Options, Uri Url) Watched(params string[] arguments)
    {
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{LoopbackPort.FindFree()}");
        var environment = new Dictionary<string, string>(_deployment.Options.Environment) { ["Metrics__Urls"] = url };
        return (_deployment.Options with { Environment = environment, Arguments = arguments }, new Uri(url));
    }

    private static async Task BecomesAsync(Uri url, string state)
    {
        using var limit = new CancellationTokenSource(Eventually.Patience);
        while (StateOf(await GetAsync(url, "/health/ready")) != $$"""{"status":"{{state}}"}""")
            Assert.False(limit.IsCancellationRequested, $"it does not become {state}");
    }

    private static async Task AssertHealthAsync(Uri url, string path, int status, string state)
    {
        var answer = await GetAsync(url, "/health/" + path);
        Assert.Equal((status, $$"""{"status":"{{state}}"}"""), (answer.Status, StateOf(answer)));
    }

    private static string StateOf(HttpAnswer answer) => Encoding.UTF8.GetString(answer.Body);

    private static async Task<HttpAnswer> GetAsync(Uri url, string path) => (await new PlainHttpClient(url).SendAsync("GET", path, [], null))!;
}
