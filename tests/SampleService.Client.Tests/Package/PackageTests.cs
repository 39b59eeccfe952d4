using System.IO.Compression;
using System.Xml.Linq;
using SampleService.Client.Tests.Support;
using SampleService.Testing.Servers;

namespace SampleService.Client.Tests.Package;

/// <summary>The package as others get it, and its README.</summary>
public sealed class PackageTests(PackedClient packed) : IClassFixture<PackedClient>
{
    [Fact]
    public void Package_Files_AreThoseOfADocumentedLibrary()
    {
        using var package = Open("*.nupkg");
        var files = package.Entries.Select(entry => entry.FullName).ToArray();

        Assert.Contains("README.md", files);
        Assert.Equal(
            ["lib/net10.0/SampleService.Client.dll", "lib/net10.0/SampleService.Client.xml"],
            files.Where(file => file.StartsWith("lib/", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public void Package_Symbols_AreBesideIt()
    {
        using var symbols = Open("*.snupkg");

        Assert.Contains(symbols.Entries, entry => entry.FullName == "lib/net10.0/SampleService.Client.pdb");
    }

    [Fact]
    public void Package_Description_NamesLicenseAndReadme()
    {
        using var package = Open("*.nupkg");
        using var description = package.Entries.Single(entry => entry.Name == "SampleService.Client.nuspec").Open();
        var metadata = XDocument.Load(description).Root!.Elements().Single(element => element.Name.LocalName == "metadata");

        Assert.Equal(("MIT", "README.md"), (Text("license"), Text("readme")));
        Assert.NotEmpty(Text("description"));
        Assert.Equal(["StreamJsonRpc"], metadata.Descendants().Where(e => e.Name.LocalName == "dependency").Select(e => e.Attribute("id")!.Value));

        string Text(string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
    }

    [Fact]
    public async Task Readme_Example_PrintsWhatTheReadmeSays()
    {
        using var folder = new TemporaryDirectory();
        await using var server = await ServerProcess.StartAsync(
            new ServerOptions { DataDirectory = Directory.CreateDirectory(Path.Combine(folder.Path, "data")).FullName });
        var readme = await Documents.ReadAsync("src", "SampleService.Client", "README.md");
        var example = Documents.BlockAfter(readme, "```csharp\n");
        Assert.Contains("ws://127.0.0.1:5000", example, StringComparison.Ordinal);

        var printed = await packed.BuildAndRunAsync(
            example.Replace("ws://127.0.0.1:5000", Ways.AddressOf(server, Way.WebSocket).AbsoluteUri, StringComparison.Ordinal), folder.Path);

        Assert.Equal(Documents.BlockAfter(readme, "prints\n\n```\n"), printed);
    }

    private ZipArchive Open(string pattern) => ZipFile.OpenRead(Assert.Single(Directory.GetFiles(packed.Feed, pattern)));
}
