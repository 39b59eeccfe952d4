using SampleService.Server.Tests.Support;

namespace SampleService.Server.Tests.Reference;

/// <summary>
/// The pages of docs/api say what the method table says. With <c>SAMPLE_SERVICE_WRITE_REFERENCE=1</c> in the environment these tests
/// write the pages in place of comparing them.
/// </summary>
public sealed class ReferencePageTests(ReferenceServer server) : IClassFixture<ReferenceServer>
{
    private static readonly bool Writes = Environment.GetEnvironmentVariable("SAMPLE_SERVICE_WRITE_REFERENCE") == "1";

    [Fact]
    public async Task Pages_OfAllGroups_AreThoseOfTheMethodTable()
    {
        var methods = server.Methods.ToArray();
        foreach (var group in methods.Select(method => method.Group).Distinct())
            await CompareAsync(group, ReferencePage.MethodsOf(group, methods, server.Document));
    }

    /// <summary>
    /// The document as programs get it, for tools that have no server to ask; tests take it for the method table. Limits are left out,
    /// since each deployment has its own.
    /// </summary>
    [Fact]
    public Task OpenRpcFile_Document_IsThatOfTheServer()
    {
        var document = server.Document.DeepClone().AsObject();
        document.Remove("x-limits");
        return CompareFileAsync(MethodDocument.Path, ExampleJson.Write(document) + "\n");
    }

    [Fact]
    public void Discover_Limits_AreThoseInForce() =>
        Assert.Equal(64, (int)server.Document["x-limits"]!["Limits:JsonDepth"]!);

    [Fact]
    public Task ErrorPage_CodesAndDetails_AreThoseOfTheMethodTable() => CompareAsync("errors", ReferencePage.ErrorsOf([.. server.Methods]));

    [Fact]
    public async Task Contents_OfTheReference_HaveEachMethodWithItsSummary()
    {
        var contents = await Documents.ReadAsync("docs", "api", "README.md");

        Assert.Empty(server.Methods.Select(method => $"[`{method.ShortName}`]({method.Group}.md#{method.ShortName})").Where(link => !contents.Contains(link)));
    }

    private static async Task CompareAsync(string page, string generated)
    {
        var path = ReferencePage.PathOf(page);
        Assert.True(File.Exists(path), $"{path} is missing; docs/adding-a-method.md says how to begin a page");
        await CompareFileAsync(path, ReferencePage.Make(await File.ReadAllTextAsync(path), generated));
    }

    private static async Task CompareFileAsync(string path, string right)
    {
        if (Writes)
            await File.WriteAllTextAsync(path, right);
        else
            Assert.Equal(right, await File.ReadAllTextAsync(path));
    }
}
