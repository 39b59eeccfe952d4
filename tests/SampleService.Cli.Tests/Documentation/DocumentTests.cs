using System.Text.RegularExpressions;
using SampleService.Cli.Tests.Support;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Servers;

namespace SampleService.Cli.Tests.Documentation;

/// <summary>The examples of the document are run as they stand there, and print what stands there.</summary>
public sealed partial class DocumentTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _folder = new();
    private ServerProcess? _server;

    public async Task InitializeAsync() => _server = await ServerProcess.StartAsync(new ServerOptions
    {
        DataDirectory = Directory.CreateDirectory(Path.Combine(_folder.Path, "data")).FullName,
    });

    public async Task DisposeAsync()
    {
        await _server!.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task SamplectlDocument_Examples_PrintWhatTheDocumentSays()
    {
        var document = await Documents.ReadAsync("docs", "samplectl.md");
        var printed = await RunAsync(Documents.BlockAfter(document, "```bash\n"));

        Assert.Equal(Documents.BlockAfter(document, "prints (with tabs between columns)\n\n```\n"), Times().Replace(printed, "2026-11-29 06:45:23Z"));
    }

    [Fact]
    public async Task SamplectlDocument_Tables_PrintWhatTheDocumentSays()
    {
        var document = await Documents.ReadAsync("docs", "samplectl.md");

        Assert.Equal(Documents.BlockAfter(document, "prints (tables)\n\n```\n"), await RunAsync(Documents.BlockAfter(document, "```bash tables\n")));
    }

    /// <summary>Runs a script in the folder, with samplectl found by PATH.</summary>
    private async Task<string> RunAsync(string script)
    {
        var program = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder.Path, "bin")).FullName, "samplectl");
        await File.WriteAllTextAsync(program, $"#!/bin/sh\nexec dotnet '{Samplectl.Assembly}' \"$@\"\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var shell = new Samplectl { Folder = _folder.Path }.With("PATH", $"{Path.GetDirectoryName(program)}:{Environment.GetEnvironmentVariable("PATH")}");
        using var bash = shell.Start("bash", "-s");
        await bash.StandardInput.WriteAsync(script);
        bash.StandardInput.Close();
        return (await Samplectl.EndAsync(bash)).Ok().Output;
    }

    [GeneratedRegex("20[0-9]{2}-[0-9]{2}-[0-9]{2} [0-9:]{8}Z")]
    private static partial Regex Times();
}
