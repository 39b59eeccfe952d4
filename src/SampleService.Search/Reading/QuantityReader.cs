using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Search;

/// <summary>Reads quantities.</summary>
internal static class QuantityReader
{
    /// <summary>A structure of a number and a unit.</summary>
    public static Quantity Read(Parameter quantity)
    {
        quantity.Structure("value", "unit");
        var number = quantity.Member("value").Required;
        if (!IsNumber(number.Value))
            throw number.Illegal("must be a number");
        return new Quantity(number.Value.GetDouble(), UnitReader.Read(quantity.Member("unit").Required));
    }

    public static bool IsNumber(JsonValue value) => value.Kind == JsonKind.Number && double.IsFinite(value.GetDouble());

    /// <summary>The test with the unit that the condition assumes.</summary>
    public static ValueTest? Assume(ValueTest? test, Parameter condition)
    {
        if (condition.Member("assume_unit").OrNull is not { } assumed)
            return test;
        if (test is not QuantityTest quantity)
        {
            assumed.String();
            throw assumed.Illegal("needs a unit in a bound");
        }

        var unit = UnitReader.Read(assumed);
        RequireConvertible(condition, unit, quantity.AnyBound.Unit);
        return quantity with { Assumed = unit };
    }

    public static void RequireConvertible(Parameter condition, KnownUnit one, KnownUnit other)
    {
        if (!one.ConvertsInto(other))
            throw ServiceException.Illegal(
                $"{condition.Path}: '{ContractText.Echo(one.Text)}' and '{ContractText.Echo(other.Text)}' do not convert into one another");
    }
}
