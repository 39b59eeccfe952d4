namespace SampleService.Conformance.Tests;

/// <summary>A server with the usual settings.</summary>
public sealed class PlainCaseFixture : CaseFixture;
