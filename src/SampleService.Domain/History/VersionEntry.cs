namespace SampleService.Domain;

/// <summary>A version without its tree.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Name">The name of the sample in it; null for none.</param>
/// <param name="Nodes">How many nodes it has.</param>
/// <param name="Vocabulary">The id of the vocabulary that it was validated with; null if that is not known.</param>
/// <param name="IsWithdrawn">Whether this version is withdrawn.</param>
/// <param name="SavedBy">Who saved it.</param>
/// <param name="Saved">When.</param>
public sealed record VersionEntry(int Version, string? Name, int Nodes, string? Vocabulary, bool IsWithdrawn, UserName SavedBy, Timestamp Saved)
{
    /// <summary>The name alone, to keep contents out of logs.</summary>
    public override string ToString() => nameof(VersionEntry);
}
