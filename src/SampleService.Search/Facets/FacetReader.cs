using System.Collections.Immutable;
using SampleService.Domain;

namespace SampleService.Search;

/// <summary>Reads the facets of a request.</summary>
public static class FacetReader
{
    /// <summary>Maximum number of facets.</summary>
    public const int MaxFacets = 5;

    /// <summary>Maximum number of values of a facet that are told.</summary>
    public const int MaxSize = 100;

    /// <summary>How many are told if that is not said.</summary>
    public const int DefaultSize = 20;

    /// <summary>Reads the list; empty if it is missing.</summary>
    /// <exception cref="ServiceException">The first fault.</exception>
    public static ImmutableArray<Facet> Read(Parameter facets) => facets.OrNull is not { } list
        ? []
        : [.. list.List(0, MaxFacets).Select(static facet => ReadOne(facet.Structure("key", "kind", "value_key", "size")))];

    private static Facet ReadOne(Parameter facet) => new(
        facet.Member("key").Required.UntrimmedText(ContractText.MaxNameLength),
        MetadataPlace.ReadKind(facet.Member("kind")),
        MetadataPlace.ValueKey(facet),
        (int)(facet.Member("size").OrNull?.Integer(1, MaxSize) ?? DefaultSize));
}
