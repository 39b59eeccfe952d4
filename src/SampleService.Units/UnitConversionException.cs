namespace SampleService.Units;

/// <summary>A value can't be converted into the unit that was asked for.</summary>
/// <param name="message">Why; made to be shown to people.</param>
public sealed class UnitConversionException(string message) : Exception(message)
{
    /// <summary>What is said of two units of different dimension.</summary>
    public static string Explain(Unit from, Unit to) =>
        $"Cannot convert from '{from.Names}' ({from.Dimension}) to '{to.Names}' ({to.Dimension})";

    internal static UnitConversionException Between(Unit from, Unit to) => new(Explain(from, to));
}
