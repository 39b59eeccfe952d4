using System.Collections.Immutable;

namespace SampleService.Search;

/// <summary>A metadata value whose frequencies are asked for.</summary>
/// <param name="key">The metadata key.</param>
/// <param name="kind">The kind of metadata; null for any.</param>
/// <param name="valueKey">The value key; null for any.</param>
/// <param name="size">How many values are told at most.</param>
public sealed class Facet(string key, SearchedMetadata? kind, string? valueKey, int size)
{
    private readonly MetadataCondition _place = new("", key, IsPrefix: false, kind, valueKey, Test: null);

    /// <summary>The metadata key.</summary>
    public string Key => _place.Key;

    /// <summary>The kind of metadata; null for any.</summary>
    public SearchedMetadata? Kind => _place.Kind;

    /// <summary>The value key; null for any.</summary>
    public string? ValueKey => _place.ValueKey;

    /// <summary>How many values are told at most.</summary>
    public int Size { get; } = size;

    internal bool IsAbout(SearchedMetadata kind, in StoredText key) => _place.IsAbout(kind, key);

    internal bool IsAbout(in StoredText valueKey) => _place.IsAbout(valueKey);
}

/// <summary>How often the values of a facet are among samples.</summary>
/// <param name="Facet">What was asked for.</param>
/// <param name="Values">The most frequent values; those that are as frequent as each other by value.</param>
/// <param name="Others">Samples that have only values which are not among these.</param>
/// <param name="Missing">Samples that have no such value.</param>
/// <param name="IsExact">Whether all samples and values were counted.</param>
public sealed record FacetCounts(Facet Facet, ImmutableArray<FacetCount> Values, int Others, int Missing, bool IsExact);

/// <summary>How many samples have a value.</summary>
/// <param name="Value">The value as it was seen first; JSON.</param>
/// <param name="Samples">How many.</param>
public readonly record struct FacetCount(string Value, int Samples);
