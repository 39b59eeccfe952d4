using SampleService.Search.Tests.Support;

namespace SampleService.Search.Tests.Evaluation;

public class QuantityTests
{
    private const string TenFeet = """{"value":10,"unit":"ft"}""";

    [Theory]
    [InlineData("10", "ft", ",\"gte\":{\"value\":120,\"unit\":\"in\"}", true)]
    [InlineData("10", "ft", ",\"gt\":{\"value\":120,\"unit\":\"in\"}", false)]
    [InlineData("3.048", "m", ",\"gte\":{\"value\":10,\"unit\":\"ft\"}", true)]
    [InlineData("3.048", "m", ",\"gt\":{\"value\":10,\"unit\":\"ft\"}", false)]
    [InlineData("3.048", "m", ",\"lte\":{\"value\":10,\"unit\":\"ft\"}", true)]
    [InlineData("3.048", "m", ",\"lt\":{\"value\":10,\"unit\":\"ft\"}", false)]
    [InlineData("3.048", "m", ",\"eq\":{\"value\":10,\"unit\":\"ft\"}", true)]
    [InlineData("3.0481", "m", ",\"eq\":{\"value\":10,\"unit\":\"ft\"}", false)]
    [InlineData("0", "degC", ",\"eq\":{\"value\":32,\"unit\":\"degF\"}", true)]
    [InlineData("273.15", "K", ",\"eq\":{\"value\":0,\"unit\":\"degC\"}", true)]
    [InlineData("5", "delta_degC", ",\"gt\":{\"value\":0,\"unit\":\"degC\"}", false)]
    [InlineData("5", "delta_degC", ",\"eq\":{\"value\":5,\"unit\":\"K\"}", true)]
    [InlineData("30", "dBm", ",\"eq\":{\"value\":1000,\"unit\":\"mW\"}", true)]
    [InlineData("5", "dB/m", ",\"gt\":{\"value\":0,\"unit\":\"1/m\"}", false)]
    [InlineData("50", "percent", ",\"eq\":{\"value\":0.5,\"unit\":\"dimensionless\"}", true)]
    [InlineData("1", "g/L", ",\"eq\":{\"value\":1,\"unit\":\"kg/m^3\"}", true)]
    [InlineData("1e300", "ym^100", ",\"gte\":{\"value\":0,\"unit\":\"m^100\"}", true)]
    [InlineData("1e300", "Ym^100", ",\"gt\":{\"value\":0,\"unit\":\"m^100\"}", false)]
    [InlineData("10", "kg", ",\"gt\":{\"value\":0,\"unit\":\"ft\"}", false)]
    [InlineData("10", "nope", ",\"gt\":{\"value\":0,\"unit\":\"ft\"},\"assume_unit\":\"ft\"", false)]
    [InlineData("10", "kg", ",\"gt\":{\"value\":0,\"unit\":\"ft\"},\"assume_unit\":\"ft\"", false)]
    [InlineData("10", " ", ",\"gt\":{\"value\":0,\"unit\":\"ft\"}", false)]
    [InlineData("10", " ", ",\"gt\":{\"value\":0,\"unit\":\"ft\"},\"assume_unit\":\"m\"", true)]
    [InlineData("10", "ft", ",\"gte\":{\"value\":4,\"unit\":\"m\"},\"assume_unit\":\"m\"", false)]
    [InlineData("\"10\"", "ft", ",\"gt\":{\"value\":0,\"unit\":\"ft\"}", false)]
    [InlineData("10", "ft", ",\"gt\":9,\"lt\":11", true)]
    public void Holds_NumberWithUnit_IsComparedInBaseUnits(string number, string unit, string test, bool holds) => Assert.Equal(
        holds, Sample.WithUser($$$"""{"k":{"value":{{{number}}},"units":"{{{unit}}}"}}""").Matches(Filters.OnKey(test)));

    [Theory]
    [InlineData("""{"value":10}""", false)]
    [InlineData("""{"value":10,"unit":"ft"}""", true)]
    [InlineData("""{"units":"ft","value":10}""", true)]
    [InlineData("""{"unit":"kg","value":10,"units":"ft"}""", true)]
    [InlineData("""{"unit":"ft","value":10,"units":""}""", true)]
    [InlineData("""{"unit":"ft","value":10,"units":5}""", true)]
    [InlineData("""{"unit":"ft","value":10,"units":"kg"}""", false)]
    [InlineData("""{"value":10,"Units":"ft"}""", false)]
    public void Holds_ValueObject_HasTheUnitAtUnitsElseAtUnit(string values, bool holds) =>
        Assert.Equal(holds, Sample.WithUser($$$"""{"k":{{{values}}}}""").Matches(Filters.OnKey($",\"eq\":{TenFeet}")));

    [Theory]
    [InlineData("""{"value":10,"scale":"ft","units":"kg"}""", true)]
    [InlineData("""{"value":10,"scale":"kg","units":"ft"}""", false)]
    [InlineData("""{"value":10,"scale":" ","units":"ft"}""", true)]
    [InlineData("""{"value":10,"units":"ft"}""", true)]
    public void Holds_MemberThatTheVocabularyNames_ComesFirst(string values, bool holds) => Assert.Equal(
        holds,
        Sample.WithUser($$$"""{"k":{{{values}}}}""").Matches(
            Filters.OnKey($",\"eq\":{TenFeet}"), EvaluationContext.Empty with { UnitMembers = new Scale() }));

    [Theory]
    [InlineData("meter", "ft", 3.048)]
    [InlineData("gram / meter ** 3", "g/L", 10_000)]
    [InlineData("kelvin", "degC", 283.15)]
    [InlineData("dimensionless", "percent", 0.1)]
    public void Quantity_InBaseUnits_IsTheKnownNumber(string baseUnits, string unit, double expected)
    {
        var known = UnitLookup.Default.Find(unit)!;
        Assert.Equal(baseUnits, known.BaseUnits);
        Assert.Equal(expected, known.ToBase(10), expected * 1e-12);
    }

    [Theory]
    [InlineData("degC", "scale [temperature]")]
    [InlineData("delta_degC", "difference [temperature]")]
    [InlineData("K", "[temperature]")]
    [InlineData("km/hour", "[length] / [time]")]
    public void Dimension_OfAUnit_HasAKeyOfItsOwn(string unit, string key) => Assert.Equal(key, UnitLookup.Default.Find(unit)!.Dimension.ToString());

    private sealed class Scale : IUnitMembers
    {
        public string? Find(string key) => key == "k" ? "scale" : null;
    }
}
