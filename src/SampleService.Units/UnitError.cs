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

/// <summary>Why a text is no unit.</summary>
public enum UnitErrorKind
{
    /// <summary>A name nobody knows; the text of the error is the name.</summary>
    UndefinedName,

    /// <summary>An operator has nothing on one of its sides; the text of the error is the operator.</summary>
    MissingOperand,

    /// <summary>The expression is not well formed, or beyond the limits; the text of the error says how.</summary>
    Form,
}

/// <summary>A text is no unit.</summary>
/// <param name="error">Why, and where.</param>
public sealed class UnitFormatException(UnitError error) : FormatException(error.ToString())
{
    /// <summary>Why, and where.</summary>
    public UnitError Error { get; } = error;
}
