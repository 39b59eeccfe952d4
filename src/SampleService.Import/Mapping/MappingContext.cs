namespace SampleService.Import;

/// <summary>What the rules need beside documents.</summary>
/// <param name="Names">The collections.</param>
/// <param name="Findings">Takes what is found.</param>
internal sealed record MappingContext(CollectionNames Names, FindingSink Findings)
{
    /// <summary>Says what was found about a sample.</summary>
    public void Add(FindingKind kind, string collection, string key, string sample, int? version = null, string? detail = null) =>
        Findings.Add(new Finding(kind, collection, key) { Sample = sample, Version = version, Detail = detail });
}
