using FsCheck.Fluent;

namespace SampleService.Units.Tests;

public class RationalTests
{
    [Theory]
    [InlineData(2, 1, "2")]
    [InlineData(-4, 8, "-0.5")]
    [InlineData(1, -3, "(-1/3)")]
    [InlineData(7, 8, "0.875")]
    [InlineData(0, 5, "0")]
    public void ToString_Fraction_IsShortAndExact(long numerator, long denominator, string text) =>
        Assert.Equal(text, new Rational(numerator, denominator).ToString());

    [Theory]
    [InlineData("0.25", 1, 4)]
    [InlineData("1.50", 3, 2)]
    [InlineData("2e3", 2000, 1)]
    public void TryParse_Decimal_IsExact(string text, long numerator, long denominator)
    {
        Assert.True(Rational.TryParse(text, out var value));
        Assert.Equal(new Rational(numerator, denominator), value);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("0.00000000000000000001")]
    [InlineData("1e20")]
    public void TryParse_NotA64BitFraction_IsRefused(string text) => Assert.False(Rational.TryParse(text, out _));

    [Fact]
    public void Operators_Fractions_AgreeWithDoubles() => Properties.ForAll(
        Gen.Choose(-1000, 1000).Zip(Gen.Choose(1, 1000)).Zip(Gen.Choose(-1000, 1000).Zip(Gen.Choose(1, 1000))),
        one =>
        {
            var left = new Rational(one.Item1.Item1, one.Item1.Item2);
            var right = new Rational(one.Item2.Item1, one.Item2.Item2);
            Assert.Equal(left.ToDouble() + right.ToDouble(), (left + right).ToDouble(), 1e-9);
            Assert.Equal(left.ToDouble() * right.ToDouble(), (left * right).ToDouble(), 1e-9);
            if (right.Sign != 0)
                Assert.Equal(left, left / right * right);
            Assert.Equal(left.ToDouble().CompareTo(right.ToDouble()), left.CompareTo(right));
        });

    [Fact]
    public void Operators_OutOfRange_Throw()
    {
        Assert.Throws<DivideByZeroException>(() => new Rational(1, 0));
        Assert.Throws<OverflowException>(() => new Rational(long.MaxValue) + Rational.One);
    }
}
