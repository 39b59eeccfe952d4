using System.Text;

namespace SampleService.Domain.Tests;

public class NumberComparisonTests
{
    /// <summary>From the smallest to the largest.</summary>
    private static readonly string[] Ascending =
    [
        "-1e300", "-18446744073709551616", "-9223372036854775809.0", "-9223372036854775807", "-2.5", "-2", "-0.5", "0", "5e-324", "0.5", "1",
        "1.0000000000000002", "9007199254740992.0", "9007199254740993", "18446744073709551614", "18446744073709551615", "18446744073709551616", "1e300",
    ];

    [Fact]
    public void CompareTo_AnyTwo_IsTheirOrder()
    {
        for (var left = 0; left < Ascending.Length; left++)
            for (var right = 0; right < Ascending.Length; right++)
                Assert.Equal(left.CompareTo(right), Math.Sign(Number(Ascending[left]).CompareTo(Number(Ascending[right]))));
    }

    [Theory]
    [InlineData("1", "1.0")]
    [InlineData("-0.0", "0")]
    [InlineData("1e2", "100")]
    [InlineData("18446744073709551616", "1.8446744073709552e19")]
    public void CompareTo_FormsOfOneNumber_AreEqual(string left, string right)
    {
        Assert.Equal(0, Number(left).CompareTo(Number(right)));
        Assert.Equal(Number(left), Number(right));
    }

    private static MetadataNumber Number(string literal) => MetadataNumber.Of(Encoding.ASCII.GetBytes(literal));
}
