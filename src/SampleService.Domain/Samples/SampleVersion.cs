namespace SampleService.Domain;

/// <summary>One saved version of a sample. It never changes.</summary>
/// <param name="Id">Sample and version.</param>
/// <param name="SavedBy">Who saved it.</param>
/// <param name="Name">Its name; null for none.</param>
/// <param name="NodeTree">The nodes as the JSON text callers see: ASCII, all six members of each node.</param>
/// <param name="Saved">When it was saved.</param>
[GenerateSerializer, Immutable, Alias("sample-service.value.sample-version")]
public sealed record SampleVersion(
    [property: Id(0)] SampleVersionId Id, [property: Id(1)] UserName SavedBy, [property: Id(2)] string? Name,
    [property: Id(3)] ReadOnlyMemory<byte> NodeTree, [property: Id(4)] Timestamp Saved)
{
    /// <summary>The name alone: what it holds is not for logs.</summary>
    public override string ToString() => nameof(SampleVersion);
}
