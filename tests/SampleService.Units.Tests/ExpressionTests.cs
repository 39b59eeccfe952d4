namespace SampleService.Units.Tests;

/// <summary>What expressions mean, as long names and dimension.</summary>
public class ExpressionTests
{
    [Theory]
    [InlineData("m", "meter", "[length]")]
    [InlineData(" m ", "meter", "[length]")]
    [InlineData("meters", "meter", "[length]")]
    [InlineData("metres", "meter", "[length]")]
    [InlineData("feet", "foot", "[length]")]
    [InlineData("in", "inch", "[length]")]
    [InlineData("microns", "micron", "[length]")]
    [InlineData("um", "micrometer", "[length]")]
    [InlineData("µm", "micrometer", "[length]")]
    [InlineData("μm", "micrometer", "[length]")]
    [InlineData("dam", "decameter", "[length]")]
    [InlineData("dekameter", "decameter", "[length]")]
    [InlineData("Mm", "megameter", "[length]")]
    [InlineData("min", "minute", "[time]")]
    [InlineData("hrs", "hour", "[time]")]
    [InlineData("PM", "petamolar", "[substance] / [length] ** 3")]
    [InlineData("pH", "picohenry", "[length] ** 2 * [mass] / [current] ** 2 / [time] ** 2")]
    [InlineData("ms/cm", "millisecond / centimeter", "[time] / [length]")]
    [InlineData("h", "planck_constant", "[length] ** 2 * [mass] / [time]")]
    [InlineData("mg/L", "milligram / liter", "[mass] / [length] ** 3")]
    [InlineData("mg / l", "milligram / liter", "[mass] / [length] ** 3")]
    [InlineData("mg/L/L", "milligram / liter ** 2", "[mass] / [length] ** 6")]
    [InlineData("mg/kg", "milligram / kilogram", "dimensionless")]
    [InlineData("kg/kg", "dimensionless", "dimensionless")]
    [InlineData("dimensionless", "dimensionless", "dimensionless")]
    [InlineData("5", "dimensionless", "dimensionless")]
    [InlineData("m^3", "meter ** 3", "[length] ** 3")]
    [InlineData("m**3", "meter ** 3", "[length] ** 3")]
    [InlineData("m³", "meter ** 3", "[length] ** 3")]
    [InlineData("s⁻²", "1 / second ** 2", "1 / [time] ** 2")]
    [InlineData("kg·m/s²", "kilogram * meter / second ** 2", "[length] * [mass] / [time] ** 2")]
    [InlineData("kg m s^-2", "kilogram * meter / second ** 2", "[length] * [mass] / [time] ** 2")]
    [InlineData("lb ft / s^2", "foot * pound / second ** 2", "[length] * [mass] / [time] ** 2")]
    [InlineData("m per s", "meter / second", "[length] / [time]")]
    [InlineData("cubic meter", "meter ** 3", "[length] ** 3")]
    [InlineData("sq ft", "foot ** 2", "[length] ** 2")]
    [InlineData("meter squared per second", "meter ** 2 / second", "[length] ** 2 / [time]")]
    [InlineData("1/m^-1", "meter", "[length]")]
    [InlineData("m^2/m", "meter", "[length]")]
    [InlineData("m/s kg", "kilogram * meter / second", "[length] * [mass] / [time]")]
    [InlineData("m/(s kg)", "meter / kilogram / second", "[length] / [mass] / [time]")]
    [InlineData("m^1/2", "meter", "[length]")]
    [InlineData("m^(1/2)", "meter ** 0.5", "[length] ** 0.5")]
    [InlineData("m^0.5", "meter ** 0.5", "[length] ** 0.5")]
    [InlineData("m^(1/3)", "meter ** (1/3)", "[length] ** (1/3)")]
    [InlineData("m^0.3333333333", "meter ** (1/3)", "[length] ** (1/3)")]
    [InlineData("m^33.33333333333333", "meter ** (100/3)", "[length] ** (100/3)")]
    [InlineData("m^0.30000000000000000", "meter ** 0.3", "[length] ** 0.3")]
    [InlineData("(m^10)^10", "meter ** 100", "[length] ** 100")]
    [InlineData("-1^0.5 m", "meter", "[length]")]
    [InlineData("m^2^3", "meter ** 8", "[length] ** 8")]
    [InlineData("m^-(2)", "1 / meter ** 2", "1 / [length] ** 2")]
    [InlineData("m^--2", "meter ** 2", "[length] ** 2")]
    [InlineData("m^0", "dimensionless", "dimensionless")]
    [InlineData("(m)", "meter", "[length]")]
    [InlineData("m/0.0000000001", "meter", "[length]")]
    [InlineData("m*0.0000000001^-1", "meter", "[length]")]
    [InlineData("2m", "meter", "[length]")]
    [InlineData("2e3 m", "meter", "[length]")]
    [InlineData("2eV", "electron_volt", "[length] ** 2 * [mass] / [time] ** 2")]
    [InlineData("-2 m", "meter", "[length]")]
    [InlineData("percent", "percent", "dimensionless")]
    [InlineData("cells/mL", "cell / milliliter", "1 / [length] ** 3")]
    [InlineData("kilocell/L", "kilocell / liter", "1 / [length] ** 3")]
    [InlineData("degrees", "degree", "dimensionless")]
    [InlineData("°", "degree", "dimensionless")]
    [InlineData("°C", "degree_Celsius", "[temperature]")]
    [InlineData("20 °C", "degree_Celsius", "[temperature]")]
    [InlineData("celsius", "degree_Celsius", "[temperature]")]
    [InlineData("Δ°C", "delta_degree_Celsius", "[temperature]")]
    [InlineData("delta_degC", "delta_degree_Celsius", "[temperature]")]
    [InlineData("degC/m", "delta_degree_Celsius / meter", "[temperature] / [length]")]
    [InlineData("degC^2", "delta_degree_Celsius ** 2", "[temperature] ** 2")]
    [InlineData("m degC/m", "degree_Celsius", "[temperature]")]
    [InlineData("J/(kg K)", "joule / kelvin / kilogram", "[length] ** 2 / [temperature] / [time] ** 2")]
    [InlineData("ohm", "ohm", "[length] ** 2 * [mass] / [current] ** 2 / [time] ** 3")]
    [InlineData("gauss", "gauss", "[mass] ** 0.5 / [length] ** 0.5 / [time]")]
    public void Parse_Expression_HasNamesAndDimension(string expression, string names, string dimension)
    {
        var unit = UnitRegistry.Default.Parse(expression);

        Assert.Equal(names, unit.Names);
        Assert.Equal(dimension, unit.Dimension.ToString());
    }

    [Theory]
    [InlineData("2.5 * km", "2.5 * kilometer")]
    [InlineData("m", "meter")]
    [InlineData("5", "5")]
    [InlineData("1e-3", "0.001")]
    [InlineData("1_000 m", "1000 * meter")]
    [InlineData("1_0.2_5e1_0", "102500000000")]
    [InlineData("m^1_0", "meter ** 10")]
    [InlineData("2 degC", "2 * degree_Celsius")]
    [InlineData("(2 m)^3", "8 * meter ** 3")]
    public void ToString_Unit_HasItsNumber(string expression, string text) =>
        Assert.Equal(text, UnitRegistry.Default.Parse(expression).ToString());

    [Fact]
    public void Parse_MaximumLengthAndDepth_IsAccepted()
    {
        var registry = UnitRegistry.Default;

        Assert.Equal("meter", registry.Parse(new string(' ', 255) + "m").Names);
        Assert.Equal("meter", registry.Parse(new string('(', 32) + "m" + new string(')', 32)).Names);
        Assert.Equal("meter ** 100", registry.Parse("m^100").Names);
        Assert.Equal("1 / meter ** 100", registry.Parse("m^-100").Names);
        Assert.Equal("meter ** 0.000001", registry.Parse("m^0.000001").Names);
    }

    [Fact]
    public void Parse_ManyThreads_GiveTheSameUnits()
    {
        var registry = UnitRegistry.Default;
        string[] expressions = ["kg m s^-2", "femtomole / zeptoliter", "hectares", "nmol/mL", "kilometers per hour"];

        var printed = Enumerable.Range(0, 1000).AsParallel()
            .Select(i => registry.Parse(expressions[i % expressions.Length]).ToString())
            .Distinct().Order();

        Assert.Equal(expressions.Select(expression => registry.Parse(expression).ToString()).Order(), printed);
    }

    [Fact]
    public void Parse_EveryNameWithEveryPrefix_CachesABoundedNumber()
    {
        using var definitions = new StringReader(string.Join(
            '\n',
            ["kilo- (k-): 1e3", "milli- (m-): 1e-3", .. Enumerable.Range(0, 2000).Select(i => $"unit{Letters(i)}: [length]")]));
        var registry = UnitRegistry.Load(definitions);
        var maxCount = 0;

        for (var i = 0; i < 2000; i++)
            foreach (var name in new[] { $"kilounit{Letters(i)}", $"milliunit{Letters(i)}s" })
            {
                Assert.EndsWith($"unit{Letters(i)}", registry.Parse(name).Names, StringComparison.Ordinal);
                maxCount = Math.Max(maxCount, registry.DerivedCount);
            }

        Assert.InRange(maxCount, UnitRegistry.DerivedCapacity - 1, UnitRegistry.DerivedCapacity);
        Assert.Equal("kilounitaaa", registry.Parse("kilounitaaa").Names);

        static string Letters(int i) => $"{(char)('a' + (i / 676))}{(char)('a' + (i / 26 % 26))}{(char)('a' + (i % 26))}";
    }
}
