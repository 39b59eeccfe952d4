namespace SampleService.Units;

/// <summary>A value cannot be converted to another unit.</summary>
/// <param name="message">The reason, for users.</param>
public sealed class UnitConversionException(string message) : Exception(message)
{
    /// <summary>The message about two units of different dimension.</summary>
    public static string Explain(Unit from, Unit to) =>
        $"Cannot convert from '{from.Names}' ({from.Dimension}) to '{to.Names}' ({to.Dimension})";

    internal static UnitConversionException Between(Unit from, Unit to) => new(Explain(from, to));
}
