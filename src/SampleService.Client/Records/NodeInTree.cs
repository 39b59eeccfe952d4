namespace SampleService.Client;

/// <summary>A node by itself, and what is around it.</summary>
public sealed record NodeInTree
{
    /// <summary>Its name, unique within the sample.</summary>
    public required string Id { get; init; }

    /// <summary>What it is.</summary>
    public required NodeType Type { get; init; }

    /// <summary>The node that it is a part of; null for none.</summary>
    public required string? Parent { get; init; }

    /// <summary>Metadata under keys that the deployment has agreed on.</summary>
    public required Metadata MetaControlled { get; init; }

    /// <summary>Metadata under keys of the user's own.</summary>
    public required Metadata MetaUser { get; init; }

    /// <summary>What the source of controlled metadata said before it was transformed.</summary>
    public required IReadOnlyList<SourceMetadata> SourceMeta { get; init; }

    /// <summary>The nodes that are parts of it, in the order of the tree.</summary>
    public required IReadOnlyList<string> Children { get; init; }

    /// <summary>How many active links lead to it from data that the caller can read; null for anonymous callers.</summary>
    public required int? Links { get; init; }
}
