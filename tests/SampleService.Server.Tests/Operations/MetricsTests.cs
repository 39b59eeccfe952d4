using System.Net;
using System.Net.Sockets;
using SampleService.Server.Tests.Starting;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Fakes;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Operations;

/// <summary>Metrics of a server that has done something of everything.</summary>
public sealed class MetricsTests
{
    [Fact]
    public async Task Metrics_AfterCalls_CountThem()
    {
        await using var fakes = await KBaseFakes.StartAsync();
        fakes.Workspace.AddWorkspace(1);
        await using var server = await StartAsync(fakes);
        var page = await MetricsPage.FindAsync(server);
        using var client = new RpcClient(server.Url, "token-user1");
        var before = await page.ReadAsync();

        var (id, _) = await client.SaveAsync(SampleText.Small());
        for (var i = 0; i < 3; i++)
            await client.ResultAsync("SampleService.get_sample", $$"""{"id":"{{id}}"}""");
        (await client.CallAsync("SampleService.get_sample", """{"id":"00000000-0000-4000-8000-000000000000"}""")).AssertRefused("50010 No such sample: 00000000-0000-4000-8000-000000000000");
        for (var i = 0; i < 20; i++)
            await client.CallAsync($"Secret.method{i}", "{}");
        fakes.Workspace.Fail();
        await client.CallAsync("SampleService.get_data_links_from_data", """{"upa":"1/1/1"}""");
        var after = await page.ReadAsync();

        Assert.Equal(1, after["""sample_service_calls_total{method="SampleService.create_sample",outcome="0"}"""]);
        Assert.Equal(3, after["""sample_service_calls_total{method="SampleService.get_sample",outcome="0"}"""]);
        Assert.Equal(1, after["""sample_service_calls_total{method="SampleService.get_sample",outcome="50010"}"""]);
        Assert.Equal(20, after["""sample_service_calls_total{method="unknown",outcome="-32601"}"""]);
        Assert.Equal(4, after["""sample_service_call_duration_seconds_count{method="SampleService.get_sample"}"""]);
        Assert.Equal(4, after["""sample_service_call_duration_seconds_bucket{method="SampleService.get_sample",le="+Inf"}"""]);
        Assert.True(after["""sample_service_call_duration_seconds_sum{method="SampleService.get_sample"}"""] > 0);
        Assert.Equal(1, after["""sample_service_store_duration_seconds_count{operation="CreateAsync",outcome="ok"}"""]);
        Assert.True(after["""sample_service_upstream_duration_seconds_count{outcome="answered",service="auth"}"""] >= 1);
        Assert.True(after["""sample_service_upstream_failures_total{kind="status",service="workspace"}"""] >= 1);
        Assert.True(after["sample_service_store_batch_count"] >= 1);
        Assert.Equal(0, after["sample_service_store_queue"]);
        Assert.Equal(0, after["sample_service_calls_in_flight"]);
        Assert.Equal(0, after["sample_service_bytes_in_flight"]);
        Assert.Equal(0, after["sample_service_log_lost_lines_total"]);
        Assert.True(after["dotnet_process_memory_working_set_bytes"] > 1_000_000);
        Assert.True(after.ContainsKey("""dotnet_gc_collections_total{gc_heap_generation="gen0"}"""));
        // Buckets of a histogram grow.
        var buckets = after.Where(value => value.Key.StartsWith("""sample_service_call_duration_seconds_bucket{method="unknown",""", StringComparison.Ordinal)).Select(value => value.Value).ToArray();
        Assert.Equal(buckets.Order(), buckets);
        Assert.DoesNotContain(after.Keys, key => key.Contains("Secret", StringComparison.Ordinal) || key.Contains(id, StringComparison.Ordinal));
        Assert.DoesNotContain(before.Keys, key => key.Contains("create_sample", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Metrics_OfCallsThatAreRefusedAsBusy_CountThem()
    {
        await using var fakes = await KBaseFakes.StartAsync();
        await using var server = await StartAsync(fakes, ("Limits__ConcurrentCalls", "1"));
        var page = await MetricsPage.FindAsync(server);
        using var client = new RpcClient(server.Url, "token-user1");
        using var held = fakes.Auth.Hold();
        var first = client.CallAsync("SampleService.create_sample", $$"""{"sample":{{SampleText.Small()}}}""");
        await held.WaitForAsync(1, Patience.Token());

        var second = await client.CallAsync("SampleService.create_sample", $$"""{"sample":{{SampleText.Small()}}}""");

        var values = await page.ReadAsync();
        Assert.Equal(-32008, second.Code);
        Assert.Equal(1, values["""sample_service_busy_total{reason="calls"}"""]);
        Assert.Equal(1, values["""sample_service_calls_total{method="SampleService.create_sample",outcome="-32008"}"""]);
        Assert.Equal(1, values["sample_service_calls_in_flight"]);
        held.Dispose();
        Assert.NotNull((await first).Result);
    }

    [Fact]
    public async Task Start_AddressForMetricsInUse_IsRefusedWhenItWasChosen()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        (await ServerRun.ToEndAsync(new ServerOptions { Arguments = ["--urls", "http://127.0.0.1:0", "--Metrics:Urls", $"http://{other.LocalEndpoint}"] }))
            .AssertRefusal("Metrics:Urls", other.LocalEndpoint.ToString()!);
    }

    [Fact]
    public async Task Start_DefaultAddressForMetricsInUse_GoesOnWithoutAndSaysSo()
    {
        using var other = Take(9464);

        await using var server = await ServerProcess.StartAsync(new ServerOptions { HasDefaultMetrics = true });

        Assert.Contains("There are no metrics: http://127.0.0.1:9464 cannot be had", Assert.Single(await server.LinesWithAsync("[1110]")), StringComparison.Ordinal);
        Assert.DoesNotContain("Metrics: http", server.Output, StringComparison.Ordinal);
    }

    /// <summary>Another test run on this machine may have the port for a while.</summary>
    private static TcpListener Take(int port)
    {
        for (var patience = Patience.Token(); ; patience.ThrowIfCancellationRequested())
        {
            var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return listener;
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                listener.Dispose();
            }
        }
    }

    [Theory]
    [InlineData("banana")]
    [InlineData("https://127.0.0.1:0")]
    [InlineData("http://127.0.0.1:99999")]
    public async Task Start_WrongAddressForMetrics_IsRefused(string urls) =>
        (await ServerRun.ToEndAsync(new ServerOptions { Arguments = ["--urls", "http://127.0.0.1:0", "--Metrics:Urls", urls] }))
            .AssertRefusal("Metrics:Urls", urls);

    private static Task<ServerProcess> StartAsync(KBaseFakes fakes, params (string Name, string Value)[] settings) =>
        ServerProcess.StartAsync(new ServerOptions
        {
            DeployConfig = DeployConfig.For(fakes),
            Environment = settings.Append(("Metrics__Urls", "http://127.0.0.1:0")).ToDictionary(setting => setting.Item1, setting => setting.Item2),
        });
}
