namespace SampleService.Domain;

/// <summary>One saved version of a sample. It never changes.</summary>
/// <param name="Id">Sample and version.</param>
/// <param name="SavedBy">Who saved it.</param>
/// <param name="Name">Its name; null for none.</param>
/// <param name="NodeTree">The nodes as the JSON text callers see: ASCII, all six members of each node.</param>
/// <param name="Saved">When it was saved.</param>
public sealed record SampleVersion(
    SampleVersionId Id, UserName SavedBy, string? Name, ReadOnlyMemory<byte> NodeTree, Timestamp Saved)
{
    /// <summary>The name alone: what it holds is not for logs.</summary>
    public override string ToString() => nameof(SampleVersion);
}
