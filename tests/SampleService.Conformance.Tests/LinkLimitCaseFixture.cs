namespace SampleService.Conformance.Tests;

/// <summary>A server that allows five links.</summary>
public sealed class LinkLimitCaseFixture : CaseFixture
{
    protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["Limits__LinksPerSampleVersion"] = "5",
        ["Limits__LinksPerObjectVersion"] = "5",
    };
}
