using System.Globalization;

namespace SampleService.Domain.Tests;

public class NumberTests
{
    private static readonly string TooManyDigits = "1" + new string('0', 400);
    private static readonly string MaxDigits = "1" + new string('0', 308);

    [Theory]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    [InlineData("1E+99999999999")]
    [InlineData("1.8e308")]
    [InlineData("DIGITS")]
    [InlineData("-DIGITS")]
    [InlineData("DIGITS.5")]
    [InlineData("DIGITSe0")]
    public void Number_InfiniteAsADouble_IsNoPrimitive(string literal)
    {
        var number = literal.Replace("DIGITS", TooManyDigits, StringComparison.Ordinal);

        Tree.AssertIllegal(
            "Node at index 0's user metadata entry does not have a primitive type as the value at k/v",
            Tree.OneRoot($$"""
                "meta_user":{"k":{"v":{{number}} } }
                """));
        Tree.AssertIllegal(
            "Node at index 0's source metadata has an entry at index 0 with a value in the value mapping under key v that is not a primitive type",
            Tree.OneRoot($$"""
                "source_meta":[{"key":"k","skey":"s","svalue":{"v":{{number}} } }]
                """));
    }

    [Fact]
    public void Number_MaxDigits_IsKeptInItsShortestForm()
    {
        Assert.Equal("1e+308", Kept(MaxDigits));
        Assert.Equal("-1e+308", Kept("-" + MaxDigits));
        Assert.Equal("1e+308", Kept(MaxDigits + ".5"));
        Tree.AssertIllegal(
            "Node at index 0's user metadata entry does not have a primitive type as the value at k/v",
            Tree.OneRoot($$"""
                "meta_user":{"k":{"v":2{{MaxDigits[1..]}} } }
                """));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("-0.0")]
    [InlineData("1.0")]
    [InlineData("1.50")]
    [InlineData("1e3")]
    [InlineData("1E+03")]
    [InlineData("1e-400")]
    [InlineData("1000000000000000000")]
    [InlineData("9223372036854775807")]
    [InlineData("-9223372036854775808")]
    [InlineData("9223372036854775808")]
    [InlineData("18446744073709551615")]
    [InlineData("3.141592653589793238462643383279")] // 32 characters
    [InlineData("1e00000000000000000000000000000000000005", "100000.0")]
    [InlineData("3.1415926535897932384626433832795", "3.141592653589793")] // 33
    [InlineData("1.0000000000000000000000000000000", "1.0")]
    [InlineData("0.1000000000000000055511151231257827", "0.1")]
    [InlineData("-0.00000000000000000000000000000000", "-0.0")]
    [InlineData("0.000000029802322387695312500000000000", "2.9802322387695312e-08")]
    [InlineData("18446744073709551616", "18446744073709552000")]
    [InlineData("-9223372036854775809", "-9223372036854776000")]
    [InlineData("123456789012345678901", "123456789012345680000")]
    [InlineData("999999999999999900000", "999999999999999900000")]
    [InlineData("1000000000000000000000", "1e+21")]
    [InlineData("123456789012345678901234567890123456789", "1.2345678901234568e+38")]
    public void Number_AnyLiteral_IsKeptUnlessLongOrBeyond64Bits(string literal, string? kept = null)
    {
        Assert.Equal(kept ?? literal, Kept(literal));
        Assert.Equal(
            double.Parse(literal, CultureInfo.InvariantCulture), double.Parse(kept ?? literal, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    [InlineData("\"1.0\"")]
    public void Primitive_StringOrBoolean_IsKept(string literal) => Assert.Equal(literal, Kept(literal));

    private static string Kept(string number)
    {
        const string Before = """[{"id":"n","type":"BioReplicate","parent":null,"meta_controlled":{},"meta_user":{"k":{"v":""";
        const string After = """}},"source_meta":[]}]""";
        var tree = Tree.Kept(Tree.OneRoot($$"""
            "meta_user":{"k":{"v":{{number}} } }
            """));
        Assert.StartsWith(Before, tree, StringComparison.Ordinal);
        Assert.EndsWith(After, tree, StringComparison.Ordinal);
        return tree[Before.Length..^After.Length];
    }
}
