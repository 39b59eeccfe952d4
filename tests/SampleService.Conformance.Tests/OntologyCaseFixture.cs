namespace SampleService.Conformance.Tests;

/// <summary>A server whose validators ask the ontology service.</summary>
public sealed class OntologyCaseFixture : CaseFixture
{
    protected override string Validators => "validators_ontology.yml";
}
