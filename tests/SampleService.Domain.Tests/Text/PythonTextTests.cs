using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SampleService.Json;

namespace SampleService.Domain.Tests;

public class PythonTextTests
{
    private static readonly Gen<double> Doubles = Gen.OneOf(
        Gen.Choose(int.MinValue, int.MaxValue).Zip(Gen.Choose(int.MinValue, int.MaxValue))
            .Select(halves => BitConverter.Int64BitsToDouble(((long)halves.Item1 << 32) | (uint)halves.Item2)),
        Gen.Choose(-1_000_000, 1_000_000).Zip(Gen.Choose(-25, 25)).Select(parts => parts.Item1 * Math.Pow(10, parts.Item2)),
        Gen.Choose(-1074, 1023).Select(exponent => Math.ScaleB(1, exponent)),
        Gen.Elements(0.0, -0.0, double.MaxValue, double.MinValue, double.Epsilon, 2.2250738585072014e-308));

    [Theory]
    [InlineData("\" as it is \"", " as it is ")]
    [InlineData("\"it's \\\"so\\\"\\n\"", "it's \"so\"\n")]
    [InlineData("\"\"", "")]
    [InlineData("null", "None")]
    [InlineData("true", "True")]
    [InlineData("false", "False")]
    [InlineData("1", "1")]
    [InlineData("-17", "-17")]
    [InlineData("-0", "0")]
    [InlineData("1180591620717411303424", "1180591620717411303424")]
    [InlineData("1.0", "1.0")]
    [InlineData("2.5", "2.5")]
    [InlineData("1e3", "1000.0")]
    [InlineData("1E400", "inf")]
    [InlineData("-1e400", "-inf")]
    [InlineData("[]", "[]")]
    [InlineData("{}", "{}")]
    [InlineData("[1, 2.50, null,true]", "[1, 2.5, None, True]")]
    [InlineData("[\"a'b\"]", "[\"a'b\"]")]
    [InlineData("[\"a\\\"b\"]", "['a\"b']")]
    [InlineData("[\"a'b\\\"c\"]", "['a\\'b\"c']")]
    [InlineData("[\"\\\\\"]", "['\\\\']")]
    [InlineData("[\"\\n\\t\\r\\b\\f\\/\"]", "['\\n\\t\\r\\x08\\x0c/']")]
    [InlineData("[\"\\u0000\\u001b\\u007f\\u00a0\\u00ad\"]", "['\\x00\\x1b\\x7f\\xa0\\xad']")]
    [InlineData("[\"\\u00e9 中 \\ud83d\\ude00\"]", "['é 中 😀']")]
    [InlineData("[\"\\u200b\\u2028\\ufeff\\ue000\\u3000\"]", "['\\u200b\\u2028\\ufeff\\ue000\\u3000']")]
    [InlineData("[\"\\ud800\"]", "['\\ud800']")]
    [InlineData("[\"\\udb40\\udc01\\udbff\\udfff\"]", "['\\U000e0001\\U0010ffff']")]
    [InlineData("{\"a\":1,\"b'\":null,\"a\":[true,{\"c\":false}]}", "{'a': [True, {'c': False}], \"b'\": None}")]
    public void Of_EachKindOfValue_IsWrittenAsInTheContract(string json, string expected)
    {
        using var text = JsonText.Parse(Encoding.UTF8.GetBytes(json));
        Assert.Equal(expected, PythonText.Of(text.Root));
    }

    [Fact]
    public void Of_AbsentValue_IsNone() => Assert.Equal("None", PythonText.Of(default(JsonValue)));

    [Theory]
    [InlineData(1.0, "1.0")]
    [InlineData(2.5, "2.5")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(9999999999999998.0, "9999999999999998.0")]
    [InlineData(1e16, "1e+16")]
    [InlineData(123456789012345680.0, "1.2345678901234568e+17")]
    [InlineData(1e22, "1e+22")]
    [InlineData(1e100, "1e+100")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00012, "0.00012")]
    [InlineData(0.000099, "9.9e-05")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(1.5e-7, "1.5e-07")]
    [InlineData(-1.25e-10, "-1.25e-10")]
    [InlineData(0.1, "0.1")]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    [InlineData(0.0, "0.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(double.Epsilon, "5e-324")]
    [InlineData(double.MaxValue, "1.7976931348623157e+308")]
    [InlineData(2.2250738585072014e-308, "2.2250738585072014e-308")]
    [InlineData(2.98023223876953125e-8, "2.9802322387695312e-08")]
    [InlineData(4.1045368012983762e-289, "4.1045368012983762e-289")]
    [InlineData(double.NaN, "nan")]
    [InlineData(double.PositiveInfinity, "inf")]
    [InlineData(double.NegativeInfinity, "-inf")]
    public void Of_Double_IsPrintedAsByPython(double number, string expected) => Assert.Equal(expected, PythonText.Of(number));

    [Fact]
    public void Of_AnyDouble_ReadsBackToTheSameInTheFewestDigits() =>
        Properties.ForAll(Doubles.Where(double.IsFinite), AssertShortest, runs: 3000);

    [Fact]
    public void Of_EachPowerOfTwo_ReadsBackToTheSame()
    {
        for (var exponent = -1074; exponent <= 1023; exponent++)
            AssertShortest(Math.ScaleB(1, exponent));
    }

    [Fact]
    public void Of_StringInAnArray_ReadsBackAsPythonWouldReadIt() =>
        Properties.ForAll(Texts.Units, text =>
        {
            using var output = new JsonOutput();
            output.Raw("["u8);
            output.Text(text);
            output.Raw("]"u8);
            using var json = JsonText.Parse(output.ToArray());

            var written = PythonText.Of(json.Root);

            Assert.StartsWith("[", written, StringComparison.Ordinal);
            Assert.EndsWith("]", written, StringComparison.Ordinal);
            Assert.Equal(text, ReadLiteral(written[1..^1]), StringComparer.Ordinal);
            Assert.Equal(text.Contains('\'') && !text.Contains('"') ? '"' : '\'', written[1]);
        }, runs: 1000);

    private static void AssertShortest(double number)
    {
        var text = PythonText.Of(number);
        Assert.Equal(
            BitConverter.DoubleToInt64Bits(number),
            BitConverter.DoubleToInt64Bits(double.Parse(text, CultureInfo.InvariantCulture)));
        var size = Math.Abs(number);
        Assert.Matches(
            size is 0 or >= 1e-4 and < 1e16 ? @"^-?(0|[1-9][0-9]*)\.([0-9]*[1-9]|0)$" : @"^-?[1-9](\.[0-9]*[1-9])?e([+-][0-9][1-9]|[+-][1-9][0-9]{1,2})$",
            text);
        var digits = text.Split('e')[0].Replace(".", "", StringComparison.Ordinal).Trim('-', '0').Length;
        for (var fewer = 1; fewer < digits; fewer++)
            Assert.NotEqual(
                number, double.Parse(number.ToString($"E{fewer - 1}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("\"\ud83d\ude00", "\ud83d\ude00", "\"", "")]
    [InlineData("[0", ", 1", "]", "[0")]
    [InlineData("{\"a\": [1", ", 1", "]}", "{'a': [1")]
    [InlineData("1", "0", "", "1")]
    public void Echo_LongValue_IsCutAfterAThousandCodePoints(string begin, string item, string end, string written)
    {
        var json = begin + string.Concat(Enumerable.Repeat(item, 5000)) + end;

        using var text = JsonText.Parse(Encoding.UTF8.GetBytes(json));
        var echoed = PythonText.Echo(text.Root);

        Assert.StartsWith(written, echoed, StringComparison.Ordinal);
        Assert.EndsWith("...", echoed, StringComparison.Ordinal);
        Assert.Equal(1003, ContractText.Length(echoed));
    }

    [Theory]
    [InlineData(1000, false)]
    [InlineData(1001, true)]
    public void Echo_Text_IsCutIfItIsLonger(int length, bool isCut)
    {
        var text = new string('x', length);

        Assert.Equal(isCut ? text[..1000] + "..." : text, ContractText.Echo(text));
    }

    /// <summary>Reads string literals independently of how the service writes them.</summary>
    private static string ReadLiteral(string literal)
    {
        Assert.Equal(literal[0], literal[^1]);
        var text = new StringBuilder();
        for (var i = 1; i < literal.Length - 1; i++)
        {
            Assert.NotEqual(literal[0], literal[i]);
            if (literal[i] != '\\')
            {
                text.Append(literal[i]);
                continue;
            }

            var kind = literal[++i];
            var digits = kind switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
            if (digits == 0)
            {
                text.Append(kind switch { 'n' => '\n', 'r' => '\r', 't' => '\t', '\\' or '\'' or '"' => kind, _ => throw new FormatException(literal) });
                continue;
            }

            var codePoint = int.Parse(literal.AsSpan(i + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            text.Append(codePoint > 0xffff ? char.ConvertFromUtf32(codePoint) : ((char)codePoint).ToString());
            i += digits;
        }

        return text.ToString();
    }
}
