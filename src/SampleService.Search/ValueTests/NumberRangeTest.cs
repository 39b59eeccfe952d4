using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Search;

/// <summary>A number of a request, with the literal that explanations show.</summary>
public readonly record struct WrittenNumber(MetadataNumber Value, string Literal);

/// <summary>The value is a number within bounds, whatever unit it has. Numbers compare exactly.</summary>
/// <param name="Lower">The lower bound; null for none.</param>
/// <param name="Upper">The upper bound; null for none.</param>
public sealed record NumberRangeTest(Bound<WrittenNumber>? Lower, Bound<WrittenNumber>? Upper) : ValueTest
{
    internal override bool Holds(in StoredEntry entry, int index, EvaluationContext context)
    {
        if (entry.Value(index) is not { Kind: JsonKind.Number } value)
            return false;
        var number = value.Number;
        return (Lower is not { } lower || lower.Admits(number.CompareTo(lower.Value.Value)))
            && (Upper is not { } upper || upper.Admits(upper.Value.Value.CompareTo(number)));
    }

    internal override Comparison? Compare(in StoredEntry entry, int index, EvaluationContext context) =>
        new(entry.Value(index).Json) { Bounds = new(Lower?.Value.Literal, Upper?.Value.Literal) };
}
