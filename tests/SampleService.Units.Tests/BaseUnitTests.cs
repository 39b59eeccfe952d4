namespace SampleService.Units.Tests;

public class BaseUnitTests
{
    private static Unit Unit(string expression) => UnitRegistry.Default.Parse(expression);

    [Theory]
    [InlineData("ft", "meter")]
    [InlineData("mg/L", "gram / meter ** 3")]
    [InlineData("degC", "kelvin")]
    [InlineData("percent", "dimensionless")]
    [InlineData("Hz", "1 / second")]
    [InlineData("V", "gram * meter ** 2 / ampere / second ** 3")]
    public void BaseUnits_OfADimension_AreThoseThatFactorsAreToldIn(string unit, string expected)
    {
        Assert.Equal(expected, Unit(unit).Dimension.BaseUnits);
        Assert.Equal(Unit(unit).Convert(3, Unit(expected)), Unit(unit).ToBase(3), 1e-9);
    }

    [Theory]
    [InlineData("ft", "m", true)]
    [InlineData("ft", "s", false)]
    [InlineData("degC", "K", true)]
    [InlineData("degC", "delta_degC", false)]
    [InlineData("delta_degF", "K", true)]
    [InlineData("dBm", "mW", true)]
    [InlineData("dB/m", "1/m", false)]
    [InlineData("dB/m", "dB/m", false)]
    public void ConvertsInto_Unit_IsWhatConvertDoes(string from, string to, bool converts)
    {
        Assert.Equal(converts, Unit(from).ConvertsInto(Unit(to)));
        Assert.Equal(converts, Unit(to).ConvertsInto(Unit(from)));
        Assert.Equal(converts, Record.Exception(() => Unit(from).Convert(1, Unit(to))) is null);
    }
}
