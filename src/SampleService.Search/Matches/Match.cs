using System.Collections.Immutable;

namespace SampleService.Search;

/// <summary>What made a condition hold. Values are JSON texts, as they are stored.</summary>
/// <param name="Condition">Where the condition stands in the argument.</param>
/// <param name="Value">The value that was compared; <c>null</c> where there is none.</param>
public sealed record Match(string Condition, string Value)
{
    /// <summary>Maximum number that is told of a sample.</summary>
    public const int MaxPerSample = 20;

    /// <summary>The node, as JSON; null for a condition that is not about nodes.</summary>
    public string? Node { get; init; }

    /// <summary>The kind of metadata; null for a condition that is not about metadata.</summary>
    public SearchedMetadata? Kind { get; init; }

    /// <summary>The metadata key, as JSON.</summary>
    public string? Key { get; init; }

    /// <summary>The value key, as JSON.</summary>
    public string? ValueKey { get; init; }

    /// <summary>The unit of the value; the assumed one where it was assumed.</summary>
    public string? Unit { get; init; }

    /// <summary>What it was compared as; null where that is the value itself.</summary>
    public Comparison? Comparison { get; init; }
}

/// <summary>What a value was compared as.</summary>
/// <param name="As">A number, or a list of texts; JSON.</param>
public sealed record Comparison(string As)
{
    /// <summary>The base unit of the number; null if it is none of a quantity.</summary>
    public string? Unit { get; init; }

    /// <summary>The bounds of a number.</summary>
    public ComparedBounds? Bounds { get; init; }

    /// <summary>The unit that was assumed, since the value has none; else null.</summary>
    public string? AssumedUnit { get; init; }

    internal static Comparison OfTexts(IEnumerable<string> texts) => new($"[{string.Join(',', texts.Select(JsonLiteral.Of))}]");
}

/// <summary>The bounds of a range of numbers, JSON texts; null for an open side.</summary>
public readonly record struct ComparedBounds(string? Lower, string? Upper);

/// <summary>What a condition on the sample itself compared.</summary>
/// <param name="Json">The value; JSON.</param>
internal sealed record ComparedValue(string Json)
{
    public Comparison? Comparison { get; init; }

    public static ComparedValue OfText(string text) => new(JsonLiteral.Of(text));
}
