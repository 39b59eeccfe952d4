namespace SampleService.Domain;

/// <summary>What a relation says about the sample from which it starts.</summary>
public enum RelationType
{
    /// <summary>Extract, culture or preparation of.</summary>
    DerivedFrom,

    /// <summary>A portion of, the same material.</summary>
    AliquotOf,

    /// <summary>A piece taken out of.</summary>
    PartOf,

    /// <summary>A mixture that contains; one relation a constituent.</summary>
    PooledFrom,

    /// <summary>Another record of the same thing; symmetric.</summary>
    SameAs,

    /// <summary>Anything else; symmetric.</summary>
    RelatedTo,
}

/// <summary>Names and properties of <see cref="RelationType"/>.</summary>
public static class RelationTypes
{
    private static readonly string[] All = ["derived_from", "aliquot_of", "part_of", "pooled_from", "same_as", "related_to"];

    /// <summary>The names that callers use, in the order of the types.</summary>
    public static ReadOnlySpan<string> Names => All;

    /// <summary>Whether it says the same of both ends.</summary>
    public static bool IsSymmetric(this RelationType type) => type is RelationType.SameAs or RelationType.RelatedTo;
}
