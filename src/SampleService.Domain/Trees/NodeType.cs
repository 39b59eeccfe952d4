namespace SampleService.Domain;

/// <summary>What a node of a sample stands for.</summary>
public enum NodeType
{
    /// <summary>A biological replicate: a root of the tree, without a parent.</summary>
    BioReplicate,

    /// <summary>A technical replicate of its parent.</summary>
    TechReplicate,

    /// <summary>A part of its parent.</summary>
    SubSample,
}
