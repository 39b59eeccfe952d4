using System.Text.Json;
using SampleService.Domain;

namespace SampleService.Upstream;

/// <summary>Reads JSON of other services without throwing, whatever its shape.</summary>
internal static class JsonElementExtensions
{
    /// <summary>A member of an object; null when this is not an object or has no such member.</summary>
    public static JsonElement? Member(this JsonElement element, string name)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : null;
        }
        catch (InvalidOperationException)
        {
            // Some other member name is not valid Unicode, so the object cannot be trusted.
            return null;
        }
    }

    /// <summary>An item of an array; null when this is not an array or is too short.</summary>
    public static JsonElement? Item(this JsonElement element, int index) =>
        element.ValueKind == JsonValueKind.Array && element.GetArrayLength() > index ? element[index] : null;

    /// <summary>The text of a string; null for everything else, including text that is not valid Unicode.</summary>
    public static string? Text(this JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            // Invalid UTF-8 or a lone surrogate. JsonElement has no way to test for it without the exception.
            return null;
        }
    }

    /// <summary>The number if it is an integer of 32 bits.</summary>
    public static int? Integer(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var number) ? number : null;

    /// <summary>The number, which counts seconds; null for everything else.</summary>
    public static double? Seconds(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var number) ? number : null;

    /// <summary>The user name in a string; null when it breaks the rules of the contract.</summary>
    public static UserName? UserName(this JsonElement element)
    {
        if (element.Text() is not { Length: > 0 } text
            || ContractText.Trim(text).Length != text.Length
            || ContractText.IndexOfControlCharacter(text) >= 0
            || ContractText.IsLongerThan(text, ContractText.MaxNameLength))
            return null;
        return new UserName(text);
    }
}
