namespace SampleService.Conformance.Tests;

/// <summary>A server whose stand-ins nobody else uses: the cases make them fail.</summary>
public sealed class SerialCaseFixture : CaseFixture;
