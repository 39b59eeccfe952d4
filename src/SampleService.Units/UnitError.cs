using System.Globalization;

namespace SampleService.Units;

/// <summary>Why a text is no unit, and where.</summary>
/// <param name="Kind">What is wrong with it.</param>
/// <param name="Text">The name, the operator, or what is wrong; as the kind says.</param>
/// <param name="Position">Where in the text it is, in UTF-16 units from 0; the length of the text for its end.</param>
public sealed record UnitError(UnitErrorKind Kind, string Text, int Position)
{
    /// <summary>In one line, with the place counted from 1: <c>undefined unit: metr (character 4)</c>.</summary>
    public override string ToString()
    {
        var what = Kind switch
        {
            UnitErrorKind.UndefinedName => $"undefined unit: {Text}",
            UnitErrorKind.MissingOperand => $"syntax error: there is nothing on one side of {Text}",
            _ => $"syntax error: {Text}",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{what} (character {Position + 1})");
    }
}
