namespace SampleService.Domain;

/// <summary>
/// Reads UUIDs in the forms callers may use: 32 hexadecimal digits in any letter case, with hyphens at the four
/// usual places or none, in a pair of braces or not, with a <c>urn:uuid:</c> prefix or not. Guid.TryParse takes
/// other forms as well.
/// </summary>
internal static class UuidText
{
    public static bool TryParse(ReadOnlySpan<char> text, out Guid id)
    {
        if (text.StartsWith("urn:uuid:", StringComparison.Ordinal))
            text = text[9..];
        if (text is ['{', .. var inner, '}'])
            text = inner;
        var format = text.Length switch { 36 => "D", 32 => "N", _ => null };
        id = default;
        return format is not null && !text.ContainsAnyExcept(Digits) && Guid.TryParseExact(text, format, out id);
    }

    private static readonly System.Buffers.SearchValues<char> Digits =
        System.Buffers.SearchValues.Create("0123456789abcdefABCDEF-");
}
