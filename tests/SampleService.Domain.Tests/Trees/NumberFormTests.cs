using System.Text;
using SampleService.Json;

namespace SampleService.Domain.Tests;

/// <summary>How stored numbers are given out.</summary>
public class NumberFormTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("-0.0", "0")]
    [InlineData("0e5", "0")]
    [InlineData("1e-400", "0")]
    [InlineData("12", "12")]
    [InlineData("-12", "-12")]
    [InlineData("12.0", "12")]
    [InlineData("-12.0", "-12")]
    [InlineData("12.50", "12.5")]
    [InlineData("1e3", "1000")]
    [InlineData("1E+03", "1000")]
    [InlineData("1.5e3", "1500")]
    [InlineData("1e0", "1")]
    [InlineData("100e-2", "1")]
    [InlineData("0.1000", "0.1")]
    [InlineData("3.141592653589793238462643383279", "3.141592653589793")]
    [InlineData("1e15", "1000000000000000")]
    [InlineData("1e16", "10000000000000000")]
    [InlineData("1.5e20", "150000000000000000000")]
    [InlineData("1e21", "1e+21")]
    [InlineData("1.5e300", "1.5e+300")]
    [InlineData("0.0001", "0.0001")]
    [InlineData("0.00001", "1e-05")]
    [InlineData("9007199254740993", "9007199254740993")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("-9223372036854775808", "-9223372036854775808")]
    [InlineData("18446744073709551615", "18446744073709551615")]
    public void Apply_Shortest_IsTheShortestDecimalFormOfTheDouble(string literal, string shortest)
    {
        Assert.Equal(shortest, Apply(literal, NumberForm.Shortest));
        Assert.Equal(literal, Apply(literal, NumberForm.AsSent));
    }

    [Fact]
    public void Apply_Shortest_ChangesNothingButNumbers() => Assert.Equal(
        """[{"id":"1.0","meta_user":{"1.0":{"a \" 1.0":1,"b":"-0.0","c":true,"d":null,"\ud800":2.5}},"source_meta":[1000,0]}]""",
        Apply(
            """[{"id":"1.0","meta_user":{"1.0":{"a \" 1.0":1.0,"b":"-0.0","c":true,"d":null,"\ud800":2.50}},"source_meta":[1e3,-0.0]}]""",
            NumberForm.Shortest));

    [Theory]
    [InlineData("""{"a":1,"b":"1.0","c":2.5}""")]
    [InlineData("""[]""")]
    public void Apply_NothingToChange_IsTheSameMemory(string json)
    {
        ReadOnlyMemory<byte> stored = Encoding.ASCII.GetBytes(json);
        Assert.Equal(stored, NumberForms.Apply(stored, NumberForm.Shortest));
    }

    private static string Apply(string json, NumberForm form) =>
        Encoding.ASCII.GetString(NumberForms.Apply(Encoding.ASCII.GetBytes(json), form).Span);
}
