namespace SampleService.Units;

/// <summary>A text is no unit.</summary>
/// <param name="error">Why, and where.</param>
public sealed class UnitFormatException(UnitError error) : FormatException(error.ToString())
{
    /// <summary>Why, and where.</summary>
    public UnitError Error { get; } = error;
}
