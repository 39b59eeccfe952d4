namespace SampleService.Search;

/// <summary>A quantity of a request.</summary>
/// <param name="Number">The number.</param>
/// <param name="Unit">Its unit.</param>
public sealed record Quantity(double Number, KnownUnit Unit)
{
    /// <summary>The number in base units.</summary>
    public double Base { get; } = Unit.ToBase(Number);

    /// <summary>The number in another unit, into which it converts; null where there is none.</summary>
    internal double? In(KnownUnit unit) => Unit.TryConvert(Number, unit);
}
