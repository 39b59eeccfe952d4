using System.Text;
using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Search;

/// <summary>Reads ranges of numbers, quantities and texts.</summary>
internal static class RangeReader
{
    private static readonly string[] LowerBounds = ["gt", "gte"];
    private static readonly string[] UpperBounds = ["lt", "lte"];

    /// <summary>The members that are bounds.</summary>
    public static string[] Bounds { get; } = [.. LowerBounds, .. UpperBounds];

    /// <summary>Whether the condition has a bound.</summary>
    public static bool IsIn(Parameter condition) => Array.Exists(Bounds, bound => condition.Member(bound).OrNull is not null);

    public static ValueTest Read(Parameter condition)
    {
        var lower = ReadBound(condition, LowerBounds);
        var upper = ReadBound(condition, UpperBounds);
        if (lower is { } one && upper is { } two)
            RequireAlike(condition, one.Value, two.Value);
        if ((lower ?? upper)!.Value.Value is Quantity)
        {
            if (lower is { Value: Quantity low } && upper is { Value: Quantity high })
                QuantityReader.RequireConvertible(condition, low.Unit, high.Unit);
            return new QuantityTest(As<Quantity>(lower), As<Quantity>(upper), Assumed: null);
        }

        return (lower ?? upper)!.Value.Value is string
            ? new TextRangeTest(As<string>(lower), As<string>(upper))
            : new NumberRangeTest(As<WrittenNumber>(lower), As<WrittenNumber>(upper));
    }

    private static Bound<object>? ReadBound(Parameter condition, string[] names)
    {
        var name = condition.AtMostOne($"must have at most one of: {string.Join(", ", names)}", names);
        return name is null ? null : new Bound<object>(ReadValue(condition.Member(name)), name.EndsWith('e'));
    }

    private static object ReadValue(Parameter bound) => bound.Value.Kind switch
    {
        JsonKind.String => FoldedText.Of(bound.Value.GetString()),
        JsonKind.Object => QuantityReader.Read(bound),
        _ when QuantityReader.IsNumber(bound.Value) => new WrittenNumber(MetadataNumber.Of(bound.Value), Encoding.ASCII.GetString(bound.Value.Raw)),
        _ => throw bound.Illegal("must be a number, a string or a structure"),
    };

    private static void RequireAlike(Parameter condition, object lower, object upper)
    {
        if (lower is string != upper is string)
            throw ServiceException.Illegal($"{condition.Path}: both bounds must be of one type");
        if (lower is Quantity != upper is Quantity)
            throw ServiceException.Illegal($"{condition.Path}: both bounds need a unit, or neither");
    }

    private static Bound<T>? As<T>(Bound<object>? bound) => bound is { } end ? new Bound<T>((T)end.Value, end.IsIncluded) : null;
}
