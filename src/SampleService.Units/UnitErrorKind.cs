namespace SampleService.Units;

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
