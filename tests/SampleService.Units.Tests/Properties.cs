using FsCheck;
using FsCheck.Fluent;

namespace SampleService.Units.Tests;

/// <summary>Runs a check over random values; a failure prints the seed with which to repeat it.</summary>
internal static class Properties
{
    /// <summary>Names as people write them, some with a prefix or a plural s.</summary>
    private static readonly Gen<string> Name = Gen.OneOf(
        Gen.Elements(UnitRegistry.Default.Names.Order(StringComparer.Ordinal).ToArray()),
        Gen.Elements("km", "millisecond", "µmol", "nanograms", "hrs", "kcal", "GPa", "kilocells", "dekameter", "MiB"));

    private static readonly Gen<string> Exponent = Gen.Elements("", "^2", "**-1", "^0.5", "^(1/3)", "^-3", "²", "⁻¹");

    private static readonly Gen<string> Power = Name.Zip(Exponent).Select(pair => pair.Item1 + pair.Item2);

    private static readonly Gen<string> Number = Gen.Elements("", "2 ", "1e-3*", "0.25 * ");

    /// <summary>Expressions of up to this many powers; more than four could exceed the maximum length.</summary>
    public static Gen<string> Expression(int powers) =>
        from number in Number
        from first in Power
        from rest in Gen.Elements(" * ", "/", " ", " per ", "·").Zip(Power).Select(pair => pair.Item1 + pair.Item2).ListOf()
        select number + first + string.Concat(rest.Take(powers - 1));

    public static void ForAll<T>(Gen<T> values, Action<T> check, int runs = 1000) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(runs), Prop.ForAll(values.ToArbitrary(), check));
}
