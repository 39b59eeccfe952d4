namespace SampleService.Units.Tests;

/// <summary>Errors of unit expressions, and their positions.</summary>
public class ErrorTests
{
    [Theory]
    [InlineData("metr", "metr", 0)]
    [InlineData("m / metr", "metr", 4)]
    [InlineData("sqrt(m)", "sqrt", 0)]
    [InlineData("n", "n", 0)]
    [InlineData("y", "y", 0)]
    [InlineData("degree_C", "degree_C", 0)]
    [InlineData("ℓ", "ℓ", 0)]
    [InlineData("kilokilometer", "kilokilometer", 0)]
    [InlineData("kkm", "kkm", 0)]
    [InlineData("gs", "gs", 0)]
    [InlineData("Meter", "Meter", 0)]
    [InlineData("__class__", "__class__", 0)]
    [InlineData("1__000 m", "__000", 1)]
    [InlineData("1_ m", "_", 1)]
    [InlineData("_1 m", "_1", 0)]
    [InlineData("1._5 m", "_5", 2)]
    [InlineData("square", "square", 0)]
    // Unknown names take precedence over syntax errors, wherever they are.
    [InlineData("nope/", "nope", 0)]
    [InlineData("/nope", "nope", 1)]
    [InlineData("m! + nope", "nope", 5)]
    public void TryParse_UnknownName_IsNamed(string expression, string name, int position) =>
        Assert.Equal(new UnitError(UnitErrorKind.UndefinedName, name, position), ErrorOf(expression));

    [Theory]
    [InlineData("m/", "/", 1)]
    [InlineData("/m", "/", 0)]
    [InlineData("*", "*", 0)]
    [InlineData("m * ", "*", 2)]
    [InlineData("m^", "**", 1)]
    [InlineData("m**", "**", 1)]
    [InlineData("m per", "per", 2)]
    [InlineData("per m", "per", 0)]
    [InlineData("m per per s", "per", 6)]
    [InlineData("m per / s", "/", 6)]
    [InlineData("m·", "*", 1)]
    [InlineData("m * / s", "/", 4)]
    [InlineData("(m/)", "/", 2)]
    [InlineData("m//", "/", 2)]
    [InlineData("m//s", "/", 2)]
    public void TryParse_OperatorWithoutOperand_NamesIt(string expression, string sign, int position) =>
        Assert.Equal(new UnitError(UnitErrorKind.MissingOperand, sign, position), ErrorOf(expression));

    [Theory]
    [InlineData("", "there is no unit", 0)]
    [InlineData("  ", "there is no unit", 2)]
    [InlineData("m)", "a parenthesis is closed that is not open", 1)]
    [InlineData("(m", "a parenthesis is not closed", 0)]
    [InlineData("()", "there is nothing between the parentheses", 1)]
    [InlineData("m + s", "'+' has no meaning there", 2)]
    [InlineData("m - m", "'-' has no meaning there", 2)]
    [InlineData("m +", "'+' has no meaning there", 2)]
    [InlineData("m!", "'!' has no meaning there", 1)]
    [InlineData("[m]", "'[' has no meaning there", 0)]
    [InlineData("m,s", "',' has no meaning there", 1)]
    [InlineData("m.s", "'.' has no meaning there", 1)]
    [InlineData("m;s", "';' has no meaning there", 1)]
    [InlineData("m=1", "'=' has no meaning there", 1)]
    [InlineData("'m'", "''' has no meaning there", 0)]
    [InlineData("m 😀", "'😀' has no meaning there", 2)]
    [InlineData("-m", "'-' has no meaning there", 0)]
    [InlineData("m^s", "an exponent has to be a number", 2)]
    [InlineData("m^(s/s)", "an exponent has to be a number", 2)]
    [InlineData("m^percent", "an exponent has to be a number", 2)]
    [InlineData("m^101", "an exponent is beyond 100", 1)]
    [InlineData("(m^20)^20", "an exponent is beyond 100", 0)]
    [InlineData("m^60*m^60", "an exponent is beyond 100", 0)]
    [InlineData("m^-100.5", "an exponent is beyond 100", 1)]
    [InlineData("m^1e9", "an exponent is beyond 100", 2)]
    [InlineData("m^(2e9*2)", "an exponent is beyond 100", 2)]
    [InlineData("m⁻", "an exponent is not a number", 1)]
    [InlineData("m¹²³⁴⁵⁶⁷⁸⁹", "an exponent is beyond 100", 1)]
    [InlineData("m^dimensionless", "an exponent has to be a number", 2)]
    [InlineData("m^1e-12", "an exponent has to be a fraction of numbers below 1000000000", 2)]
    [InlineData("m²⁰⁰", "an exponent is beyond 100", 1)]
    [InlineData("m/0", "division by zero", 1)]
    [InlineData("m/(0 s)", "division by zero", 1)]
    [InlineData("0^-1 m", "division by zero", 1)]
    [InlineData("m/1e-200^2", "division by zero", 1)]
    [InlineData("1e999 m", "a number is too large", 0)]
    [InlineData("1e200*1e200", "a number is too large", 5)]
    [InlineData("1e200^2", "a number is too large", 5)]
    [InlineData("(-2)^0.5", "a root of a negative number", 4)]
    [InlineData("2^2^2^2^2^2 m", "an exponent is beyond 100", 3)]
    public void TryParse_SyntaxError_HasReasonAndPosition(string expression, string detail, int position) =>
        Assert.Equal(new UnitError(UnitErrorKind.Form, detail, position), ErrorOf(expression));

    [Theory]
    [InlineData("kg\u22121", "'\u2212' has no meaning there", 2, "U+2212 was written instead of the plain sign '-'; a power is written ^-1")]
    [InlineData("m \u2212 s", "'\u2212' has no meaning there", 2, "U+2212 was written instead of the plain sign '-'")]
    [InlineData("\u02daC", "'\u02da' has no meaning there", 0, "U+02DA was written instead of the plain sign '°'")]
    [InlineData("m\u2215s", "'\u2215' has no meaning there", 1, "U+2215 was written instead of the plain sign '/'")]
    [InlineData("m\u2044s", "'\u2044' has no meaning there", 1, "U+2044 was written instead of the plain sign '/'")]
    [InlineData("m\u00d7s", "'\u00d7' has no meaning there", 1, "U+00D7 was written instead of the plain sign '*'")]
    [InlineData("kg-1", "'-' has no meaning there", 2, "a power is written ^-1")]
    [InlineData("mol m-2 s-1", "'-' has no meaning there", 5, "a power is written ^-2")]
    [InlineData("(kg-1)", "'-' has no meaning there", 3, "a power is written ^-1")]
    [InlineData("%", "'%' has no meaning there", 0, "it is written percent")]
    [InlineData("m%", "'%' has no meaning there", 1, "it is written percent")]
    [InlineData("\u2030", "'\u2030' has no meaning there", 0, "it is written 0.1 percent")]
    [InlineData("\u2103", "'\u2103' has no meaning there", 0, "it is written degC")]
    [InlineData("\u2109 / m", "'\u2109' has no meaning there", 0, "it is written degF")]
    public void TryParse_SignThatIsMeantOtherwise_HasAHint(string expression, string detail, int position, string hint) =>
        Assert.Equal(new UnitError(UnitErrorKind.Form, detail, position) { Hint = hint }, ErrorOf(expression));

    [Theory]
    [InlineData("m2", "m2", 0, "a power is written ^2")]
    [InlineData("kg / cm3", "cm3", 5, "a power is written ^3")]
    [InlineData("\u00baC", "\u00baC", 0, "U+00BA was written instead of the plain sign '°'")]
    [InlineData("\u212a", "\u212a", 0, "U+212A was written instead of the plain sign 'K'")]
    [InlineData("nope2", "nope2", 0, null)]
    public void TryParse_NameThatIsMeantOtherwise_HasAHint(string expression, string name, int position, string? hint) =>
        Assert.Equal(new UnitError(UnitErrorKind.UndefinedName, name, position) { Hint = hint }, ErrorOf(expression));

    [Theory]
    [InlineData("0.1 percent")]
    [InlineData("0.01 percent")]
    [InlineData("percent")]
    [InlineData("degC")]
    [InlineData("degF")]
    [InlineData("°C")]
    [InlineData("K")]
    public void TryParse_WhatHintsSay_IsAUnit(string expression) =>
        Assert.True(UnitRegistry.Default.TryParse(expression, out _, out _));

    [Fact]
    public void TryParse_WrongDivisor_IsTheFault() =>
        Assert.Equal(UnitErrorKind.MissingOperand, ErrorOf(".5/0^)").Kind);

    [Fact]
    public void TryParse_BeyondLimits_IsRefused()
    {
        Assert.Equal("the expression is longer than 256 characters", ErrorOf(new string(' ', 256) + "m").Text);
        Assert.Equal("more than 32 parentheses are open", ErrorOf(new string('(', 33) + "m" + new string(')', 33)).Text);
        Assert.Equal("an exponent is beyond 100", ErrorOf("m" + string.Concat(Enumerable.Repeat("^9", 100))).Text);
        Assert.Equal(
            "the exponents can't be held exactly",
            ErrorOf("m^(1/999999937) * m^(1/999999929) * m^(1/999999893)").Text);
    }

    [Fact]
    public void Parse_NotAUnit_ThrowsWithPosition()
    {
        var refused = Assert.Throws<UnitFormatException>(() => UnitRegistry.Default.Parse("m / metr"));

        Assert.Equal("undefined unit: metr (character 5)", refused.Message);
        Assert.Equal(
            "syntax error: there is nothing on one side of / (character 2)",
            Assert.Throws<UnitFormatException>(() => UnitRegistry.Default.Parse("m/")).Message);
        Assert.Equal(
            "syntax error: '-' has no meaning there (character 3); a power is written ^-1",
            Assert.Throws<UnitFormatException>(() => UnitRegistry.Default.Parse("kg-1")).Message);
        Assert.Equal(
            "syntax error: '+' has no meaning there (character 3)",
            Assert.Throws<UnitFormatException>(() => UnitRegistry.Default.Parse("m + s")).Message);
    }

    private static UnitError ErrorOf(string expression)
    {
        Assert.False(UnitRegistry.Default.TryParse(expression, out _, out var error), expression);
        return error;
    }
}
