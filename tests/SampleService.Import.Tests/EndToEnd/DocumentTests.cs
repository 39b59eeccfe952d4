using System.Diagnostics;
using System.Reflection;
using SampleService.Testing.Servers;

namespace SampleService.Import.Tests.EndToEnd;

/// <summary>What docs/importing.md says.</summary>
public sealed class DocumentTests
{
    private static readonly string Root = typeof(DocumentTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    [Fact]
    public async Task Example_AsItStandsThere_PrintsWhatStandsThere()
    {
        var document = await ReadAsync();
        using var folder = new TemporaryDirectory();
        var script = BlockAfter(document, "```bash\n").Replace("dotnet SampleService.Server.dll", $"dotnet {ServerAssembly.Locate()}", StringComparison.Ordinal);
        var start = new ProcessStartInfo("bash", ["-s"]) { WorkingDirectory = folder.Path, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var bash = Process.Start(start)!;
        var (output, error) = (bash.StandardOutput.ReadToEndAsync(), bash.StandardError.ReadToEndAsync());
        await bash.StandardInput.WriteAsync(script);
        bash.StandardInput.Close();
        await bash.WaitForExitAsync();

        Assert.Equal("", await error);
        Assert.Equal(BlockAfter(document, "prints\n\n```\n"), (await output).Replace(folder.Path, "/srv/samples", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Table_OfKinds_HasAllThereAre() => Assert.Equal(
        FindingKind.All.Select(kind => $"| `{kind.Name}` | {ReportWriter.NameOf(kind.Outcome)} | {kind.Meaning} |"),
        (await ReadAsync()).Split("| kind | what | meaning |\n|---|---|---|\n")[1].TrimEnd('\n').Split('\n'));

    [Fact]
    public void Kinds_Names_AreDistinct() => Assert.Equal(FindingKind.All.Count, FindingKind.All.Select(kind => kind.Name).Distinct().Count());

    private static Task<string> ReadAsync() => File.ReadAllTextAsync(Path.Combine(Root, "docs", "importing.md"));

    private static string BlockAfter(string document, string opening)
    {
        var start = document.IndexOf(opening, StringComparison.Ordinal) + opening.Length;
        return document[start..document.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
