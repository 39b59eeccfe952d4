using System.Collections.Immutable;
using SampleService.Domain;

namespace SampleService.Search;

/// <summary>What is known of a sample beside its tree.</summary>
/// <param name="Id">The sample.</param>
/// <param name="Name">Its name; null for none.</param>
/// <param name="Owner">Its owner.</param>
/// <param name="SavedBy">Who saved the newest version.</param>
/// <param name="Created">When the first version was saved.</param>
/// <param name="Saved">When the newest version was saved.</param>
public sealed record SampleFacts(SampleId Id, string? Name, UserName Owner, UserName SavedBy, Timestamp Created, Timestamp Saved)
{
    /// <summary>The vocabulary with which the newest version was validated; null if that is not known.</summary>
    public string? Vocabulary { get; init; }

    /// <summary>The active identifiers.</summary>
    public ImmutableArray<SampleIdentifier> Identifiers { get; init; } = [];

    /// <summary>The object versions from which active links lead to any version of the sample.</summary>
    public ImmutableArray<Upa> Links { get; init; } = [];

    /// <summary>The active relations whose other end the caller can read.</summary>
    public ImmutableArray<SampleRelation> Relations { get; init; } = [];
}

/// <summary>A relation of a sample.</summary>
/// <param name="Type">The type.</param>
/// <param name="OtherEnd">Which end the other sample is.</param>
/// <param name="Other">The other sample.</param>
public readonly record struct SampleRelation(RelationType Type, RelationEnd OtherEnd, SampleId Other);
