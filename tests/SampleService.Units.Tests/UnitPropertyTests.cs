using FsCheck;
using FsCheck.Fluent;

namespace SampleService.Units.Tests;

public class UnitPropertyTests
{
    private static readonly UnitRegistry Registry = UnitRegistry.Default;

    [Fact]
    public void Parse_PrintedUnit_IsTheSameUnit() => Properties.ForAll(Properties.Expression(4), expression =>
    {
        var unit = Registry.Parse(expression);
        Assert.Equal(unit, Registry.Parse(unit.ToString()));
    });

    [Fact]
    public void Parse_Product_HasTheProductOfDimensions() => Properties.ForAll(
        Properties.Expression(2).Zip(Properties.Expression(2)),
        pair =>
        {
            var (left, right) = (Registry.Parse(pair.Item1), Registry.Parse(pair.Item2));
            Assert.Equal(left.Dimension * right.Dimension, (left * right).Dimension);
            Assert.Equal(left.Dimension / right.Dimension, (left / right).Dimension);
            Assert.Equal(left.Dimension.Raise(2), left.Raise(2).Dimension);
            Assert.Equal(left.Dimension * right.Dimension, Registry.Parse($"({pair.Item1}) * ({pair.Item2})").Dimension);
        });

    [Fact]
    public void Convert_ThereAndBack_IsTheSameValue()
    {
        var byDimension = Registry.Names
            .Select(name => Registry.Parse(name))
            .GroupBy(unit => unit.Dimension)
            .Select(group => group.ToArray())
            .ToArray();
        var pairs =
            from units in Gen.Elements(byDimension)
            from left in Gen.Elements(units)
            from right in Gen.Elements(units)
            from value in Gen.Choose(-1000, 1000)
            select (left, right, Value: value / 8.0);
        Properties.ForAll(pairs, one =>
        {
            var (left, right, value) = one;
            if (left.IsScale != right.IsScale)
                return;
            var there = left.Convert(value, right);
            // Scales have offsets of hundreds of units, which costs that many digits and no more.
            Assert.Equal(value, right.Convert(there, left), (Math.Abs(value) + (left.IsScale ? 300 : 0)) * 1e-12);
        });
    }

    [Fact]
    public void TryParse_AnyText_IsAUnitOrAnErrorInside() => Properties.ForAll(
        Gen.Elements("m", "kg", "nope", "(", ")", "*", "/", "**", "^", "+", "-", "2", "0", "1e9", ".5", " ", "per", "°C", "²", "⁻", "%", "_", "\ud800", "square")
            .ListOf().Select(string.Concat),
        text =>
        {
            if (!Registry.TryParse(text, out _, out var error))
                Assert.InRange(error.Position, 0, text.Length);
        },
        runs: 3000);
}
