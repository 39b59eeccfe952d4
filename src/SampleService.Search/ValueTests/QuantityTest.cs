using System.Globalization;
using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Search;

/// <summary>
/// The value is a number with a unit that converts into those of the bounds, and is within them. Base units are compared, as doubles; numbers
/// that differ by less than <see cref="Tolerance"/> of the larger are equal.
/// </summary>
/// <param name="Lower">The lower bound; null for none.</param>
/// <param name="Upper">The upper bound; null for none.</param>
/// <param name="Assumed">The unit of numbers that have none; null if these are not meant.</param>
public sealed record QuantityTest(Bound<Quantity>? Lower, Bound<Quantity>? Upper, KnownUnit? Assumed) : ValueTest
{
    /// <summary>What doubles lose in conversions is less.</summary>
    public const double Tolerance = 1e-12;

    internal override bool Holds(in StoredEntry entry, int index, EvaluationContext context) =>
        entry.Value(index).Kind == JsonKind.Number
        && InBaseUnits(entry, index, context, out _) is { } number
        && (Lower is not { } lower || lower.Admits(Compare(number, lower.Value.Base)))
        && (Upper is not { } upper || upper.Admits(Compare(upper.Value.Base, number)));

    internal override Comparison? Compare(in StoredEntry entry, int index, EvaluationContext context) =>
        InBaseUnits(entry, index, context, out var isAssumed) is not { } number ? null : new Comparison(NumberForms.Shortest(number))
        {
            Unit = AnyBound.Unit.BaseUnits,
            Bounds = new(Shown(Lower), Shown(Upper)),
            AssumedUnit = isAssumed ? Assumed!.Text : null,
        };

    /// <summary>One of the bounds, whose units convert into one another.</summary>
    internal Quantity AnyBound => (Lower ?? Upper)!.Value.Value;

    internal static int Compare(double left, double right) =>
        left == right || Math.Abs(left - right) < Tolerance * Math.Max(Math.Abs(left), Math.Abs(right)) ? 0 : left.CompareTo(right);

    /// <summary>A bound beyond all doubles is an open side.</summary>
    private static string? Shown(Bound<Quantity>? bound) =>
        bound is { Value.Base: var inBase } && double.IsFinite(inBase) ? NumberForms.Shortest(inBase) : null;

    /// <summary>The value in base units; null if it has no unit, or one that does not convert.</summary>
    private double? InBaseUnits(in StoredEntry entry, int index, EvaluationContext context, out bool isAssumed)
    {
        var written = entry.UnitOf(index, context.UnitMembers);
        isAssumed = written is null;
        var unit = written is null ? Assumed : UnitLookup.Default.Find(written);
        if (unit is null || (Lower is { } lower && !unit.ConvertsInto(lower.Value.Unit)) || (Upper is { } upper && !unit.ConvertsInto(upper.Value.Unit)))
            return null;
        var number = unit.ToBase(double.Parse(entry.Value(index).Content, NumberStyles.Float, CultureInfo.InvariantCulture));
        return double.IsFinite(number) ? number : null;
    }
}
