using System.Diagnostics;
using System.Text.RegularExpressions;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Documentation;

/// <summary>The examples in the documents are run as they stand there, and print what stands there.</summary>
public sealed partial class DocumentationTests : IAsyncLifetime
{
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

    [Fact]
    public async Task ValidatorsDocument_Examples_PrintWhatTheDocumentSays()
    {
        var document = await Documents.ReadAsync("docs", "validators.md");

        Assert.Equal(
            Documents.BlockAfter(document, "prints\n\n```\n"), await RunAsync("bash", "-s", AtThisServer(Documents.BlockAfter(document, "```bash\n"))));
    }

    private string AtThisServer(string script)
    {
        Assert.Contains("http://127.0.0.1:5000", script);
        return script.Replace("http://127.0.0.1:5000", Url, StringComparison.Ordinal);
    }

    private static string WithoutIds(string text) => Times().Replace(Ids().Replace(text, "ID"), "TIME");

    private async Task<string> RunAsync(string program, string argument, string script)
    {
        using var process = Process.Start(new ProcessStartInfo(program, [argument])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
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
}
