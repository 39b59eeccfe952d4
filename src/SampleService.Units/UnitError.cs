using System.Globalization;

namespace SampleService.Units;

/// <summary>Why a text is no unit, and where.</summary>
/// <param name="UndefinedName">The name nobody knows; null when the expression is not well formed.</param>
/// <param name="Detail">What is wrong with the form; null when a name is not known.</param>
/// <param name="Position">Where in the text it is, in UTF-16 units from 0; the length of the text for its end.</param>
public sealed record UnitError(string? UndefinedName, string? Detail, int Position)
{
    /// <summary>In one line, with the place counted from 1: <c>undefined unit: metr (character 4)</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(UndefinedName is null ? $"syntax error: {Detail}" : $"undefined unit: {UndefinedName}")} (character {Position + 1})");
}
