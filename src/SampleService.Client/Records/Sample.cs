namespace SampleService.Client;

/// <summary>A version of a sample. It never changes.</summary>
public sealed record Sample
{
    /// <summary>The sample.</summary>
    public required Guid Id { get; init; }

    /// <summary>Who saved this version.</summary>
    public required string User { get; init; }

    /// <summary>Its name; null for none.</summary>
    public required string? Name { get; init; }

    /// <summary>Its nodes, in the order saved: each after its parent.</summary>
    public required IReadOnlyList<SampleNode> NodeTree { get; init; }

    /// <summary>When this version was saved.</summary>
    public required DateTimeOffset SaveDate { get; init; }

    /// <summary>The number of this version, from 1 on.</summary>
    public required int Version { get; init; }
}

/// <summary>A version of a sample by its number.</summary>
public sealed record SampleAddress
{
    /// <summary>The sample.</summary>
    public required Guid Id { get; init; }

    /// <summary>The number of the version, from 1 on.</summary>
    public required int Version { get; init; }
}

/// <summary>A sample to be saved: a new one, or a new version of one.</summary>
public sealed record NewSample
{
    /// <summary>The sample that gets a new version; null for a new sample.</summary>
    public Guid? Id { get; init; }

    /// <summary>Its name, at most 256 code points; null for none.</summary>
    public string? Name { get; init; }

    /// <summary>Its nodes, 1 to 10000, each after its parent. They replace all nodes of the version before.</summary>
    public required IReadOnlyList<SampleNode> NodeTree { get; init; }
}
