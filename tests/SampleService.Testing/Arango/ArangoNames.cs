namespace SampleService.Testing.Arango;

/// <summary>The names of collections, without what a deployment puts before them.</summary>
public static class ArangoNames
{
    public const string Schema = "samples_schema";

    public const string Samples = "samples_sample";

    public const string Versions = "samples_version";

    public const string VersionEdges = "samples_ver_edge";

    public const string Nodes = "samples_nodes";

    public const string NodeEdges = "samples_nodes_edge";

    public const string Links = "samples_data_link";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All => [Schema, Samples, Versions, VersionEdges, Nodes, NodeEdges, Links];
}
