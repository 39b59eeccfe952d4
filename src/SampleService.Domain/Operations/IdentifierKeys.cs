namespace SampleService.Domain;

/// <summary>What operations need to know of identifiers.</summary>
public sealed class IdentifierKeys
{
    /// <summary>Identifiers that matter if they are active.</summary>
    public HashSet<IdentifierName> Names { get; } = [];

    /// <summary>Those of them whose sample matters too. Which that is the identifier says.</summary>
    public HashSet<IdentifierName> NamesOfSamples { get; } = [];

    /// <summary>Nodes that the newest versions of samples have to have.</summary>
    public HashSet<(SampleId Sample, NodeId Node)> Nodes { get; } = [];
}

/// <summary>What there is of it.</summary>
/// <param name="Active">Those of the names that are active.</param>
/// <param name="Counts">How many active ones the samples have; none where it does not say.</param>
public sealed record IdentifierRows(IReadOnlyList<SampleIdentifier> Active, IReadOnlyDictionary<SampleId, int> Counts)
{
    /// <summary>Nothing.</summary>
    public static readonly IdentifierRows None = new([], new Dictionary<SampleId, int>());

    /// <summary>The name alone, to keep contents out of logs.</summary>
    public override string ToString() => nameof(IdentifierRows);
}
