using System.Globalization;

namespace SampleService.Units;

/// <summary>A syntax error in a unit expression.</summary>
/// <param name="Kind">The kind of error.</param>
/// <param name="Text">The name, the operator or the reason, depending on the kind.</param>
/// <param name="Position">Position in UTF-16 units from 0; the length of the expression for its end.</param>
public sealed record UnitError(UnitErrorKind Kind, string Text, int Position)
{
    /// <summary>What was probably meant, such as <c>a power is written ^-1</c>; null if nothing is known.</summary>
    public string? Hint { get; init; }

    /// <summary>One line, with the position counted from 1: <c>undefined unit: metr (character 4)</c>.</summary>
    public override string ToString()
    {
        var what = Kind switch
        {
            UnitErrorKind.UndefinedName => $"undefined unit: {Text}",
            UnitErrorKind.MissingOperand => $"syntax error: there is nothing on one side of {Text}",
            _ => $"syntax error: {Text}",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{what} (character {Position + 1}){Suffix}");
    }

    /// <summary>What is wrong, as answers tell it: <c>undefined unit: metr</c>, <c>syntax error: missing unary operator "/"</c>.</summary>
    public string Reason => Kind switch
    {
        UnitErrorKind.UndefinedName => $"undefined unit: {Text}{Suffix}",
        UnitErrorKind.MissingOperand => $"syntax error: missing unary operator \"{Text}\"",
        _ => string.Create(CultureInfo.InvariantCulture, $"syntax error: {Text} (character {Position + 1}){Suffix}"),
    };

    /// <summary>The hint as the end of a message; empty if there is none.</summary>
    public string Suffix => Hint is null ? "" : $"; {Hint}";
}

/// <summary>The kinds of errors in a unit expression.</summary>
public enum UnitErrorKind
{
    /// <summary>An unknown name; the text of the error is the name.</summary>
    UndefinedName,

    /// <summary>An operator lacks an operand; the text of the error is the operator.</summary>
    MissingOperand,

    /// <summary>The expression is malformed or beyond the limits; the text of the error is the reason.</summary>
    Form,
}

/// <summary>A text is not a unit expression.</summary>
/// <param name="error">The reason and the position.</param>
public sealed class UnitFormatException(UnitError error) : FormatException(error.ToString())
{
    public UnitError Error { get; } = error;
}
