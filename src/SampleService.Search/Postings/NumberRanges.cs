using System.Collections.Immutable;
using SampleService.Domain;

namespace SampleService.Search;

/// <summary>The ranges of numbers that propose candidates. They are a little wider than what holds, since doubles are rounded.</summary>
internal static class NumberRanges
{
    /// <summary>Twice the tolerance with which quantities are compared.</summary>
    private const double Widening = 2 * QuantityTest.Tolerance;

    /// <summary>Numbers as they are.</summary>
    public static NumberRangeQuery Of(SearchKeys keys, double lower, double upper) => new(keys, "", Below(lower), Above(upper));

    /// <inheritdoc cref="Of(SearchKeys, double, double)"/>
    public static NumberRangeQuery Of(SearchKeys keys, NumberRangeTest test) => Of(
        keys, test.Lower?.Value.Value.ToDouble() ?? double.NegativeInfinity, test.Upper?.Value.Value.ToDouble() ?? double.PositiveInfinity);

    /// <summary>Quantities of all dimensions that convert, and numbers without a unit where one is assumed.</summary>
    public static PostingQuery Of(SearchKeys keys, QuantityTest test)
    {
        var lower = Below(test.Lower?.Value.Base ?? double.NegativeInfinity);
        var upper = Above(test.Upper?.Value.Base ?? double.PositiveInfinity);
        var queries = ImmutableArray.CreateBuilder<PostingQuery>();
        foreach (var dimension in test.AnyBound.Unit.Dimension.Comparable)
            queries.Add(new NumberRangeQuery(keys, dimension.ToString(), lower, upper));
        if (test.Assumed is { } assumed)
            queries.Add(Of(
                keys, InUnit(test.Lower, assumed) ?? double.NegativeInfinity, InUnit(test.Upper, assumed) ?? double.PositiveInfinity));
        return new AnyOfQuery(queries.ToImmutable());
    }

    /// <summary>The bound in a unit; null for none, and where the unit does not grow with its numbers.</summary>
    private static double? InUnit(Bound<Quantity>? bound, KnownUnit unit) =>
        bound is { } end && unit.ToBase(1) > unit.ToBase(0) ? end.Value.In(unit) : null;

    private static double Below(double bound) => double.IsFinite(bound) ? bound - (Math.Abs(bound) * Widening) : bound;

    private static double Above(double bound) => double.IsFinite(bound) ? bound + (Math.Abs(bound) * Widening) : bound;
}
