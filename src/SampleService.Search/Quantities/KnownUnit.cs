using SampleService.Units;

namespace SampleService.Search;

/// <summary>A unit as it was written, with what comparing needs.</summary>
public sealed class KnownUnit
{
    private readonly Unit _unit;
    private readonly double _factor;

    internal KnownUnit(string text, Unit unit)
    {
        Text = text;
        _unit = unit;
        _factor = unit.IsScale ? double.NaN : unit.ToBase(1);
        BaseUnits = unit.Dimension.BaseUnits;
        Dimension = new QuantityDimension(
            unit.Dimension.ToString(),
            unit.IsScale ? QuantityForm.Scale : unit.IsDifference ? QuantityForm.Difference : QuantityForm.Plain);
    }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>The base units of its dimension, as messages write them: <c>meter</c>.</summary>
    public string BaseUnits { get; }

    /// <summary>What quantities in it measure.</summary>
    public QuantityDimension Dimension { get; }

    /// <summary>The number in base units; not finite where that is out of range, or does not exist.</summary>
    public double ToBase(double number) => _unit.IsScale ? _unit.ToBase(number) : number * _factor;

    internal double? TryConvert(double number, KnownUnit to)
    {
        try
        {
            return _unit.Convert(number, to._unit);
        }
        catch (UnitConversionException)
        {
            return null;
        }
    }

    /// <summary>Whether quantities in it can be told in the other unit.</summary>
    public bool ConvertsInto(KnownUnit other) =>
        Dimension.ConvertsInto(other.Dimension) && !double.IsNaN(ToBase(0)) && !double.IsNaN(other.ToBase(0));
}

/// <summary>Whether numbers are multiples of a unit, points on a scale (<c>degC</c>, <c>dBm</c>), or differences of two points.</summary>
public enum QuantityForm
{
    /// <summary>Multiples. A point and a difference of the same dimension can be told in such a unit.</summary>
    Plain,

    /// <summary>Points on a scale.</summary>
    Scale,

    /// <summary>Differences of two points.</summary>
    Difference,
}

/// <summary>
/// What a quantity measures. Points and differences do not convert into one another, so they are kept apart; both convert into plain units
/// such as <c>kelvin</c>.
/// </summary>
/// <param name="Name">The dimension, such as <c>[length] / [time]</c>: equal texts are equal dimensions.</param>
/// <param name="Form">The form.</param>
public readonly record struct QuantityDimension(string Name, QuantityForm Form)
{
    /// <summary>The dimensions whose quantities convert into this one.</summary>
    public IEnumerable<QuantityDimension> Comparable
    {
        get
        {
            foreach (var form in Enum.GetValues<QuantityForm>())
                if (ConvertsInto(this with { Form = form }))
                    yield return this with { Form = form };
        }
    }

    internal bool ConvertsInto(QuantityDimension other) =>
        Name == other.Name && (Form == other.Form || Form == QuantityForm.Plain || other.Form == QuantityForm.Plain);

    /// <summary>A key that is the same for ever: <c>[temperature]</c>, <c>scale [temperature]</c>, <c>difference [temperature]</c>.</summary>
    public override string ToString() => Form switch
    {
        QuantityForm.Scale => $"scale {Name}",
        QuantityForm.Difference => $"difference {Name}",
        _ => Name,
    };
}
