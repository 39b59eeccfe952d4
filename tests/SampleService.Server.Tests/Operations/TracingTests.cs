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
    public async Task Traces_CollectorIsConfigured_HaveSpansOfCallStoreAndUpstream(string setting, string protocol)
    {
        await using var collector = await CannedService.StartAsync();
        await using var fakes = await KBaseFakes.StartAsync();
        fakes.Auth.AddUser("someone");
        fakes.Auth.AddToken("someone", "SECRET-TOKEN");
        var environment = new Dictionary<string, string> { [setting] = collector.Url.AbsoluteUri.TrimEnd('/') };
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

        Assert.All(collector.Requests, request => Assert.Equal(("POST", "/v1/traces"), (request.Verb, request.Path)));
        var sent = string.Concat(collector.Requests.Select(request => request.Body));
        foreach (var name in new[] { "sample-service", "SampleService.create_sample", "SampleService.get_sample", "unknown", "CreateAsync", "sqlite", "auth", saved.CallId })
            Assert.Contains(name, sent, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", sent, StringComparison.OrdinalIgnoreCase);
        // What is below a call says so; on silos the calls of grains are between.
        Assert.True(ProtobufSpans.Read(collector.Requests.Select(request => request.Raw)).IsBelow("CreateAsync", "SampleService.create_sample"));
        Assert.True(ProtobufSpans.Read(collector.Requests.Select(request => request.Raw)).IsBelow("auth", "SampleService.create_sample"));
        Assert.DoesNotContain(ProtobufSpans.Read(collector.Requests.Select(request => request.Raw)).TraceIds, trace => trace == new string('a', 32));
    }

    [Fact]
    public async Task Start_WrongCollector_IsRefused() =>
        (await ServerRun.ToEndAsync(new ServerOptions { Arguments = ["--urls", "http://127.0.0.1:0", "--Tracing:OtlpEndpoint", "banana"] }))
            .AssertRefusal("Tracing:OtlpEndpoint", "banana");
}
