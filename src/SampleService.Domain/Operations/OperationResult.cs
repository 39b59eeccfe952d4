namespace SampleService.Domain;

/// <summary>What an operation gives; itself for one that gives nothing.</summary>
public record OperationResult
{
    /// <summary>Nothing.</summary>
    public static readonly OperationResult None = new();

    /// <summary>The name alone, to keep contents out of logs.</summary>
    public sealed override string ToString() => GetType().Name;
}

/// <summary>A version was saved.</summary>
/// <param name="Address">The version.</param>
public sealed record SavedVersion(SampleVersionId Address) : OperationResult;

/// <summary>A sample or a version was withdrawn.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Version">The version; null for the whole sample.</param>
/// <param name="Withdrawal">How.</param>
public sealed record WithdrawnSample(SampleId Sample, int? Version, Withdrawal Withdrawal) : OperationResult;

/// <summary>A link was made, or was there already.</summary>
/// <param name="Link">The link.</param>
public sealed record MadeLink(DataLink Link) : OperationResult;
