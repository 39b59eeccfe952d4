using System.Diagnostics;
using System.Text.RegularExpressions;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Fakes;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Documentation;

/// <summary>The examples in the documents are run as they stand there, and print what stands there.</summary>
public sealed partial class DocumentationTests : IAsyncLifetime
{
    private const string DocumentedUrl = "http://127.0.0.1:5000";

    private readonly TemporaryDirectory _folder = new();
    private ServerProcess? _server;

    private string Url => _server!.Url.GetLeftPart(UriPartial.Authority);

    public async Task InitializeAsync()
    {
        var configuration = Path.Combine(_folder.Path, "validators.yml");
        await File.WriteAllTextAsync(configuration, Documents.BlockAfter(await Documents.ReadAsync("docs", "validators.md"), "```yaml\n"));
        _server = await ServerProcess.StartAsync(new ServerOptions
        {
            DataDirectory = Directory.CreateDirectory(Path.Combine(_folder.Path, "data")).FullName,
            Arguments = [$"--Validation:ConfigUrl={new Uri(configuration)}"],
        });
    }

    public async Task DisposeAsync()
    {
        await _server!.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Readme_PythonTour_PrintsWhatTheReadmeSays()
    {
        var readme = await Documents.ReadAsync("README.md");
        var script = Documents.BlockAfter(readme, "```python\n");
        var expected = Documents.BlockAfter(readme, "It prints (ids differ):\n\n```\n");
        Assert.Equal(WithoutIds(expected), WithoutIds(await RunAsync("python3", "-", AtThisServer(script))));
    }

    [Fact]
    public async Task StandaloneDocument_Examples_PrintWhatTheDocumentSays()
    {
        var document = await Documents.ReadAsync("docs", "standalone.md");
        var script = Documents.BlockAfter(document, "```bash\n");
        var expected = Documents.BlockAfter(document, "The first and the last print\n\n```\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var printed = (await RunAsync("bash", "-s", AtThisServer(script))).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.DoesNotContain(printed, line => line.Contains("\"error\"", StringComparison.Ordinal));
        Assert.Equal(expected.Select(WithoutIds), new[] { printed[0], printed[^1] }.Select(WithoutIds));
    }

    /// <summary>Documents with one script and what it prints.</summary>
    [Theory]
    [InlineData("gateway.md")]
    [InlineData("node.md")]
    [InlineData("platform-states.md")]
    [InlineData("sessions.md")]
    [InlineData("validators.md")]
    public async Task Document_Script_PrintsWhatTheDocumentSays(string name) =>
        await AssertScriptAsync(await Documents.ReadAsync("docs", name), _server!);

    /// <summary>What takes the place of queries of the old database: the samples are none of this server, the requests are right.</summary>
    [Fact]
    public async Task KBaseDocument_Requests_AreAnswered()
    {
        using var client = new RpcClient(_server!.Url, SeedTokens.Of(_server).Alice);
        var requests = JsonBlocks().Matches(await Documents.ReadAsync("docs", "kbase.md")).Select(block => block.Groups[1].Value).ToList();
        Assert.Equal(3, requests.Count);
        foreach (var request in requests)
            Assert.NotNull((await client.SendAsync(System.Text.Encoding.UTF8.GetBytes(request))).Result);
    }

    [Fact]
    public async Task IssuersDocument_Script_PrintsWhatTheDocumentSays()
    {
        await using var issuer = await IssuerFake.StartAsync();
        var document = await Documents.ReadAsync("docs", "issuers.md");
        var settings = Documents.BlockAfter(document, "```\n").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=', 2)).ToDictionary(setting => setting[0], setting => setting[1]);
        settings["Gateway__Issuers__0__Authority"] = issuer.Authority;
        await using var server = await ServerProcess.StartAsync(new ServerOptions { Environment = settings });

        await AssertScriptAsync(document, server, ("TOKEN", issuer.Token(("sub", "d-1"), ("preferred_username", "carol"))));
    }

    private async Task AssertScriptAsync(string document, ServerProcess server, params (string Name, string Value)[] environment)
    {
        // The first script of a document.
        var (python, bash) = (document.IndexOf("```python\n", StringComparison.Ordinal), document.IndexOf("```bash\n", StringComparison.Ordinal));
        var isPython = python >= 0 && (bash < 0 || python < bash);
        var script = Documents.BlockAfter(document, isPython ? "```python\n" : "```bash\n")
            .Replace(DocumentedUrl, server.Url.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);
        var expected = Documents.BlockAfter(document, "prints\n\n```\n");

        var printed = isPython ? await RunAsync("python3", "-", script, environment) : await RunAsync("bash", "-s", script, environment);

        Assert.Equal(WithoutIds(expected), WithoutIds(printed));
    }

    [Fact]
    public async Task GatewayDocument_WebSocketExample_PrintsWhatTheDocumentSays()
    {
        var document = await Documents.ReadAsync("docs", "gateway.md");
        // The document has other examples before.
        document = document[document.IndexOf("\n## WebSocket\n", StringComparison.Ordinal)..];

        Assert.Equal(
            Documents.BlockAfter(document, "prints\n\n```\n"), await RunAsync("python3", "-", AtThisServer(Documents.BlockAfter(document, "```python\n"))));
    }

    private string AtThisServer(string script)
    {
        Assert.Contains(DocumentedUrl, script);
        return script.Replace(DocumentedUrl, Url, StringComparison.Ordinal);
    }

    private static string WithoutIds(string text) => Times().Replace(Ids().Replace(text, "ID"), "TIME");

    private async Task<string> RunAsync(
        string program, string argument, string script, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, [argument])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(script);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync(Patience.Token());
        Assert.True(process.ExitCode == 0, await error);
        return output;
    }

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Ids();

    [GeneratedRegex(@"\b1[0-9]{12}\b")]
    private static partial Regex Times();

    [GeneratedRegex("^```json\n(.+?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex JsonBlocks();
}
