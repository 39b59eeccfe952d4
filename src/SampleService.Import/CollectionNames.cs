namespace SampleService.Import;

/// <summary>How the collections are called that are read. The others, edges and shadows of objects, hold nothing that is not in these.</summary>
public sealed record CollectionNames
{
    /// <summary>Samples.</summary>
    public string Samples { get; init; } = "samples_sample";

    /// <summary>Their versions.</summary>
    public string Versions { get; init; } = "samples_version";

    /// <summary>The nodes of all versions.</summary>
    public string Nodes { get; init; } = "samples_nodes";

    /// <summary>Links.</summary>
    public string Links { get; init; } = "samples_data_link";

    /// <summary>The version of the schema.</summary>
    public string Schema { get; init; } = "samples_schema";

    /// <summary>All of them, in the order in which they are read.</summary>
    internal IReadOnlyList<string> All => [Schema, Samples, Versions, Nodes, Links];
}
