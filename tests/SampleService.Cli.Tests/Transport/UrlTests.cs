using SampleService.Cli.Tests.Support;
using SampleService.Testing.Fakes;

namespace SampleService.Cli.Tests.Transport;

/// <summary>Servers elsewhere, and where their tokens go.</summary>
public sealed class UrlTests : IAsyncLifetime
{
    private const string Token = "sst_secret";
    private const string Answer = """{"jsonrpc":"2.0","result":100,"id":1}""";

    private CannedService? _service;

    public async Task InitializeAsync() => _service = await CannedService.StartAsync();

    public async Task DisposeAsync() => await _service!.DisposeAsync();

    [Fact]
    public async Task Call_WithAToken_PresentsItToTheGatewayDoor()
    {
        _service!.Reply = new FakeReply(200, "application/json", Answer);
        (await WithToken().RunAsync("--url", _service.Url + "prefix/", "state", "get")).Ok();

        var request = Assert.Single(_service.Requests);
        Assert.Equal(("/prefix/gateway/json-rpc", "Bearer " + Token), (request.Path, request.Authorization));
        Assert.Equal("""{"jsonrpc":"2.0","method":"PlatformState.get","id":1}""", request.Body.TrimEnd('\n'));
    }

    [Fact]
    public async Task Call_ToThisMachine_GoesThroughNoProxy()
    {
        _service!.Reply = new FakeReply(200, "application/json", Answer);

        (await WithToken().With("http_proxy", "http://127.0.0.1:1").RunAsync("--url", _service.Url.ToString(), "state", "get")).Ok();
    }

    [Fact]
    public async Task Answer_ThatLeadsElsewhere_IsNotFollowed()
    {
        _service!.Reply = new FakeReply(307, "text/plain", "") { Headers = new Dictionary<string, string> { ["Location"] = "/other" } };
        var run = await WithToken().RunAsync("--url", _service.Url.ToString(), "state", "get");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("leads elsewhere (HTTP 307)", run.Error);
        Assert.Single(_service.Requests);
    }

    [Theory]
    [InlineData(502, 75)]
    [InlineData(503, 75)]
    [InlineData(404, 2)]
    [InlineData(200, 2)]
    public async Task Answer_OfSomethingElse_IsToldByItsStatus(int status, int code)
    {
        _service!.Reply = new FakeReply(status, "text/html", "<html>");
        var run = await WithToken().RunAsync("--url", _service.Url.ToString(), "state", "get");

        Assert.Equal((code, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("samplectl: ", run.Error);
    }

    [Fact]
    public async Task Answer_StateOfThePlatform_Is75()
    {
        _service!.Reply = new FakeReply(
            503, "application/json", """{"jsonrpc":"2.0","error":{"code":-32004,"message":"Platform State Error","data":{"state":10,"retryAfterMs":2000}},"id":1}""");

        Assert.Equal(
            new CliRun(75, "", "Server Error found:\n[-32004] Platform State Error\n- [10] update, try again in 2000 ms\n"),
            await WithToken().RunAsync("--url", _service.Url.ToString(), "account", "list"));
    }

    [Fact]
    public async Task Url_WhereNobodyListens_Is75()
    {
        var run = await WithToken().RunAsync("--url", "http://127.0.0.1:1", "state", "get");

        Assert.Equal(75, run.ExitCode);
        Assert.StartsWith("samplectl: 127.0.0.1:1 cannot be reached", run.Error);
    }

    [Theory]
    [InlineData("http://samples.invalid")]
    [InlineData("http://192.0.2.1:5000")]
    [InlineData("http://localhost.samples.invalid")]
    public async Task Token_WithoutEncryptionToAnotherMachine_IsNotSent(string url)
    {
        var run = await WithToken().RunAsync("--url", url, "state", "get");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Use https, or --insecure", run.Error);
        Assert.DoesNotContain(Token, run.Error);
    }

    [Fact]
    public async Task Token_WithInsecure_IsTried() =>
        Assert.Equal(75, (await WithToken().RunAsync("--url", "http://samples.invalid", "--insecure", "state", "get")).ExitCode);

    [Theory]
    [InlineData("--url samples", "--url needs an address")]
    [InlineData("--url http://user:pass@127.0.0.1", "Tokens come by --token-file")]
    [InlineData("--url http://127.0.0.1/?token=1", "Tokens come by --token-file")]
    [InlineData("--url http://127.0.0.1 --socket x", "exclude each other")]
    [InlineData("--token-file x", "go with --url")]
    [InlineData("--url http://127.0.0.1 --token-file no-such-file", "cannot be read")]
    [InlineData("--url http://127.0.0.1 --token-file samplectl.deps.json", "should have one token and nothing else")]
    public async Task Options_ThatDoNotFit_Are2(string options, string told)
    {
        var run = await new Samplectl().RunAsync([.. options.Split(' '), "state", "get"]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(told, run.Error);
    }

    private static Samplectl WithToken() => new Samplectl().With("SAMPLECTL_TOKEN", Token);
}
