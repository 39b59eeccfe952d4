namespace SampleService.Units.Tests;

/// <summary>Conversions. Expected values come from the definitions of the units, not from this code.</summary>
public class ConversionTests
{
    private static Unit Unit(string expression) => UnitRegistry.Default.Parse(expression);

    [Theory]
    [InlineData(1, "ft", "m", 0.3048)]
    [InlineData(1, "mile", "ft", 5280)]
    [InlineData(1, "US_liquid_gallon", "L", 3.785411784)]
    [InlineData(1, "lb", "kg", 0.45359237)]
    [InlineData(36, "km/hour", "m/s", 10)]
    [InlineData(1, "atm", "mmHg", 760.000)]
    [InlineData(1, "mg/L", "kg/m^3", 0.001)]
    [InlineData(1, "cal", "J", 4.184)]
    [InlineData(1, "eV", "J", 1.602176634e-19)]
    [InlineData(50, "percent", "dimensionless", 0.5)]
    [InlineData(180, "degrees", "radian", 3.141592653589793)]
    [InlineData(1, "acre", "m^2", 4046.872609874252)]
    [InlineData(4, "m^2", "(2 m)^2", 1)]
    [InlineData(1, "Hz^0.5", "kHz^0.5", 0.0316227766016838)]
    [InlineData(100, "degC", "degF", 212)]
    [InlineData(-40, "degF", "degC", -40)]
    [InlineData(0, "degC", "K", 273.15)]
    [InlineData(0, "K", "degC", -273.15)]
    [InlineData(491.67, "degR", "degC", 0)]
    [InlineData(80, "degRe", "degC", 100)]
    [InlineData(10, "2 degC", "degC", 20)]
    [InlineData(10, "delta_degC", "delta_degF", 18)]
    [InlineData(10, "delta_degC", "K", 10)]
    [InlineData(1, "degC/m", "K/m", 1)]
    [InlineData(30, "dBm", "W", 1)]
    [InlineData(1, "mW", "dBm", 0)]
    [InlineData(20, "dB", "dimensionless", 100)]
    [InlineData(1, "Np", "dB", 8.685889638065035)]
    public void Convert_Value_IsTheKnownValue(double value, string from, string to, double expected) =>
        Assert.Equal(expected, Unit(from).Convert(value, Unit(to)), (Math.Abs(expected) * 1e-6) + (expected == 0 ? 1e-9 : 0));

    [Fact]
    public void Difference_OfScale_HasNoOffset()
    {
        Assert.Equal("delta_degree_Celsius", Unit("degC").Difference.Names);
        Assert.Equal(18, Unit("degC").Difference.Convert(10, Unit("degF").Difference), 1e-9);
        Assert.Equal(Unit("m"), Unit("m").Difference);
    }

    [Fact]
    public void Convert_OtherDimension_NamesBoth()
    {
        Assert.False(Unit("kg").IsCommensurableWith(Unit("m")));
        Assert.Equal(
            "Cannot convert from 'kilogram' ([mass]) to 'meter' ([length])",
            Assert.Throws<UnitConversionException>(() => Unit("kg").Convert(1, Unit("m"))).Message);
    }

    [Theory]
    [InlineData("degC", "delta_degC")]
    [InlineData("delta_degF", "degC")]
    public void Convert_ScaleAndDifference_IsRefused(string from, string to) =>
        Assert.Throws<UnitConversionException>(() => Unit(from).Convert(1, Unit(to)));

    [Theory]
    [InlineData("dB/m", "1/m", 1)]
    [InlineData("mW", "dBm", -1)]
    [InlineData("Ym^100", "ym^100", 1)]
    public void Convert_NotANumber_IsRefused(string from, string to, double value) =>
        Assert.Throws<UnitConversionException>(() => Unit(from).Convert(value, Unit(to)));
}
