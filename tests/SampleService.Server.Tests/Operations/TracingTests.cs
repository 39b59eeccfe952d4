using SampleService.Server.Tests.Starting;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Fakes;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Operations;

/// <summary>Traces, sent by OTLP to a collector that is a listener of the test.</summary>
public sealed class TracingTests
{
    [Theory]
    [InlineData("Tracing__OtlpEndpoint", "")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "http/protobuf")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http/protobuf")]
    public async Task Traces_CollectorIsConfigured_HaveSpansOfCallStoreAndUpstream(string setting, string protocol)
    {
        await using var collector = await CannedService.StartAsync();
        await using var fakes = await KBaseFakes.StartAsync();
        fakes.Auth.AddUser("someone");
        fakes.Auth.AddToken("someone", "SECRET-TOKEN");
        var path = setting.Contains("TRACES", StringComparison.Ordinal) ? "/v1/traces" : "";
        var environment = new Dictionary<string, string> { [setting] = collector.Url.AbsoluteUri.TrimEnd('/') + path };
        if (protocol.Length > 0)
            environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol;
        await using var server = await ServerProcess.StartAsync(new ServerOptions { DeployConfig = DeployConfig.For(fakes), Environment = environment });
        using var client = new RpcClient(server.Url, "SECRET-TOKEN");

        var saved = await client.CallAsync(
            "SampleService.create_sample", $$"""{"sample":{{SampleText.Small("SECRET-NAME", """{"SECRET-KEY":{"k":"SECRET-VALUE"}}""")}}}""",
            ("traceparent", "00-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-bbbbbbbbbbbbbbbb-01"));
        var id = ((Testing.Json.JsonMap)saved.Result!).RequiredText("id");
        await client.ResultAsync("SampleService.get_sample", $$"""{"id":"{{id}}"}""");
        await client.CallAsync("SampleService.get_sample", """{"id":"SECRET-ID"}""");
        await client.CallAsync("SECRET.METHOD", "{}");
        Assert.True(await server.StopAsync(), server.Output);

        // One variable of OpenTelemetry is for all signals.
        string[] paths = setting == "OTEL_EXPORTER_OTLP_ENDPOINT" ? ["/v1/metrics", "/v1/traces"] : ["/v1/traces"];
        Assert.Equal(paths, collector.Requests.Select(request => request.Path).Distinct().Order());
        Assert.All(collector.Requests, request => Assert.Equal("POST", request.Verb));
        var sent = string.Concat(collector.Requests.Select(request => request.Body));
        foreach (var name in new[] { "sample-service", "SampleService.create_sample", "SampleService.get_sample", "unknown", "CreateAsync", "sqlite", "auth", saved.CallId })
            Assert.Contains(name, sent, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", sent, StringComparison.OrdinalIgnoreCase);
        // Spans below a call name it as their ancestor; on silos the grain calls are between.
        var spans = ProtobufSpans.Read(collector.Requests.Where(request => request.Path == "/v1/traces").Select(request => request.Raw));
        Assert.True(spans.IsBelow("CreateAsync", "SampleService.create_sample"));
        Assert.True(spans.IsBelow("auth", "SampleService.create_sample"));
        Assert.DoesNotContain(spans.TraceIds, trace => trace == new string('a', 32));
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "")]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "v1/metrics")]
    public async Task Metrics_CollectorIsConfigured_AreSentAtTheEnd(string variable, string path)
    {
        await using var collector = await CannedService.StartAsync();
        await using var server = await ServerProcess.StartAsync(new ServerOptions
        {
            Environment = new Dictionary<string, string>
            {
                [variable] = collector.Url.AbsoluteUri + path,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                // Without a listener of its own as well.
                ["Metrics__Urls"] = "",
            },
        });
        using var client = new RpcClient(server.Url);
        await client.CallAsync("SampleService.status");

        Assert.True(await server.StopAsync(), server.Output);

        var sent = string.Concat(collector.Requests.Where(request => request.Path == "/v1/metrics").Select(request => request.Body));
        Assert.Contains("sample-service", sent, StringComparison.Ordinal);
        Assert.Contains("sample_service.calls", sent, StringComparison.Ordinal);
        Assert.Contains("SampleService.status", sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WrongCollector_IsRefused() =>
        (await ServerRun.ToEndAsync(new ServerOptions { Arguments = ["--urls", "http://127.0.0.1:0", "--Tracing:OtlpEndpoint", "banana"] }))
            .AssertRefusal("Tracing:OtlpEndpoint", "banana");
}
