namespace SampleService.Conformance.Tests;

/// <summary>Replays the cases in <c>cases_ontology</c>.</summary>
public sealed class OntologyCaseTests(OntologyCaseFixture fixture) : IClassFixture<OntologyCaseFixture>
{
    public static TheoryData<string> Cases => Suites.Rows(Suites.Ontology);

    [Theory(DisplayName = "Case")]
    [MemberData(nameof(Cases))]
    public Task Case_Replayed_IsAnsweredAsExpected(string path) => fixture.CheckAsync(path);
}
