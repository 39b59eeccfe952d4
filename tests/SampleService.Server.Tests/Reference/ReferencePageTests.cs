using SampleService.Server.Tests.Support;

namespace SampleService.Server.Tests.Reference;

/// <summary>
/// The pages of docs/api say what the method table says. With <c>SAMPLE_SERVICE_WRITE_REFERENCE=1</c> in the environment these tests
/// write the pages in place of comparing them.
/// </summary>
public sealed class ReferencePageTests(ReferenceServer server) : IClassFixture<ReferenceServer>
{
    [Fact]
    public async Task Pages_OfAllGroups_AreThoseOfTheMethodTable()
    {
        var methods = server.AllMethods.ToArray();
        foreach (var group in methods.Select(method => method.Group).Distinct())
            await CompareAsync(group, ReferencePage.MethodsOf(group, methods, server.WholeDocument));
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
        return ReferencePage.CompareFileAsync(MethodDocument.Path, ExampleJson.Write(document) + "\n");
    }

    [Fact]
    public void Discover_LimitWithAFixedDefault_IsThatDefault() =>
        Assert.Equal(64, (int)server.Document["x-limits"]!["Limits:JsonDepth"]!);

    [Fact]
    public void Discover_LimitsThatAreWorkedOutAtTheStart_HaveTheirFigures() =>
        Assert.DoesNotContain(server.Document["x-limits"]!.AsObject(), limit => (long)limit.Value! == 0);

    [Fact]
    public Task ErrorPage_CodesAndDetails_AreThoseOfTheMethodTable() => CompareAsync("errors", ReferencePage.ErrorsOf([.. server.SocketMethods]));

    [Fact]
    public async Task Contents_OfTheReference_HaveEachMethodWithItsSummary()
    {
        var contents = await Documents.ReadAsync("docs", "api", "README.md");

        Assert.Empty(server.AllMethods.Select(method => $"[`{method.ShortName}`]({method.Group}.md#{method.ShortName})").Where(link => !contents.Contains(link)));
    }

    private static Task CompareAsync(string page, string generated) => ReferencePage.CompareAsync(ReferencePage.PathOf(page), generated);
}
