using SampleService.Testing.Fakes;
using SampleService.Testing.Json;

namespace SampleService.Conformance.Tests.Fakes;

/// <summary>The ontology stand-in answers as the contract says the service wizard and the ontology service do.</summary>
public sealed class OntologyFakeTests : IAsyncLifetime
{
    private OntologyFake _ontology = null!;

    public async Task InitializeAsync() => _ontology = await OntologyFake.StartAsync();

    public async Task DisposeAsync() => await _ontology.DisposeAsync();

    [Fact]
    public async Task ServiceStatus_OntologyModule_IsThisServer()
    {
        var status = await CallAsync("ServiceWizard.get_service_status", """{"module_name": "OntologyAPI", "version": "dev"}""");

        Assert.Equal(_ontology.Url, new Uri(((JsonMap)status!).RequiredText("url")));
    }

    [Fact]
    public async Task Ancestors_TwoParents_NearestFirstAndEachOnce() =>
        Assert.Equal(
            ["ENVO:00000446", "ENVO:00000873", "ENVO:00000428", "ENVO:01000254"],
            await AncestorsAsync("""{"id": "ENVO:01000219", "ns": "envo_ontology"}"""));

    [Fact]
    public async Task Ancestors_MoreThanAPage_ComeInPages()
    {
        Assert.Equal(20, (await AncestorsAsync("""{"id": "STEP:0000025", "ns": "envo_ontology"}""")).Count);
        Assert.Equal(
            ["STEP:0000004", "STEP:0000003", "STEP:0000002", "STEP:0000001", "ENVO:00010483"],
            await AncestorsAsync("""{"id": "STEP:0000025", "ns": "envo_ontology", "offset": 20}"""));
    }

    [Fact]
    public async Task Terms_UnknownId_IsNull()
    {
        var answer = (JsonMap)(await CallAsync("OntologyAPI.get_terms", """{"ids": ["ENVO:00000428", "NO:1"], "ns": "envo_ontology"}"""))!;

        Assert.NotNull(answer.List("results")[0]);
        Assert.Null(answer.List("results")[1]);
    }

    [Fact]
    public async Task Terms_UnknownOntology_IsRefused() =>
        Assert.Equal("Parameter validation error: ns none", await CallAsync("OntologyAPI.get_terms", """{"ids": [], "ns": "none"}"""));

    [Fact]
    public async Task Fail_OneMethod_LeavesTheOthers()
    {
        _ontology.Fail("broken", "OntologyAPI.get_terms");

        Assert.Equal("broken", await CallAsync("OntologyAPI.get_terms", """{"ids": []}"""));
        Assert.Empty(await AncestorsAsync("""{"id": "GO:0003674"}"""));
    }

    private Task<object?> CallAsync(string method, string parameter) => FakeClient.CallAsync(_ontology.Url, method, parameter);

    private async Task<List<string>> AncestorsAsync(string parameter) =>
        [.. ((JsonMap)(await CallAsync("OntologyAPI.get_ancestors", parameter))!).List("results").Cast<JsonMap>().Select(r => r.Map("term")!.RequiredText("id"))];
}
