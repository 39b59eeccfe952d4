using System.Collections.Immutable;

namespace SampleService.Search;

/// <summary>How a metadata key is used.</summary>
/// <param name="Key">The key.</param>
/// <param name="Kind">The kind of metadata.</param>
/// <param name="Samples">How many samples have it.</param>
/// <param name="ValueKeys">What stands under it, by value key.</param>
public sealed record KeyUse(string Key, SearchedMetadata Kind, int Samples, ImmutableArray<ValueKeyUse> ValueKeys);

/// <summary>What stands under a value key.</summary>
/// <param name="Name">The value key.</param>
/// <param name="HasBooleans">Whether there are booleans.</param>
/// <param name="HasNumbers">Whether there are numbers.</param>
/// <param name="HasTexts">Whether there are strings.</param>
/// <param name="Units">The most frequent units of numbers, and in how many samples they are.</param>
/// <param name="Values">How many different values there are, counted up to <see cref="MaxValues"/>.</param>
public sealed record ValueKeyUse(
    string Name, bool HasBooleans, bool HasNumbers, bool HasTexts, ImmutableArray<(string Unit, int Samples)> Units, int Values)
{
    /// <summary>How many units are told.</summary>
    public const int MaxUnits = 10;

    /// <summary>How far values are counted.</summary>
    public const int MaxValues = 1000;
}
