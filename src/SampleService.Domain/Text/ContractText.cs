using System.Globalization;

namespace SampleService.Domain;

/// <summary>
/// White space, length and control characters as the wire contract defines them. .NET's own string methods differ in all
/// three: here lengths are in Unicode code points, and U+001C to U+001F are white space.
/// </summary>
public static class ContractText
{
    /// <summary>Max length of a name, node id, user name, data id and metadata key, in code points.</summary>
    public const int MaxNameLength = 256;

    /// <summary>Max length of a caller's value that a message echoes, in code points.</summary>
    public const int MaxEchoLength = 1000;

    /// <summary>Whether <see cref="Trim(string)"/> removes the character.</summary>
    public static bool IsWhiteSpace(char c) =>
        c <= ' ' ? c == ' ' || c is >= '\t' and <= '\r' or >= '\u001c' and <= '\u001f'
        : char.IsWhiteSpace(c);

    /// <summary>Whether the text is null, empty, or only white space.</summary>
    public static bool IsBlank(string? text) => text is null || Trim(text.AsSpan()).IsEmpty;

    /// <summary>The text without white space at both ends.</summary>
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
    {
        int start = 0, end = text.Length;
        while (start < end && IsWhiteSpace(text[start]))
            start++;
        while (end > start && IsWhiteSpace(text[end - 1]))
            end--;
        return text[start..end];
    }

    /// <summary>The text without white space at both ends; the same instance when there is none.</summary>
    public static string Trim(string text)
    {
        var trimmed = Trim(text.AsSpan());
        return trimmed.Length == text.Length ? text : trimmed.ToString();
    }

    /// <summary>The number of code points; a lone surrogate counts as one.</summary>
    public static int Length(ReadOnlySpan<char> text)
    {
        var length = text.Length;
        for (var i = 0; i + 1 < text.Length; i++)
            if (char.IsHighSurrogate(text[i]) && char.IsLowSurrogate(text[i + 1]))
            {
                length--;
                i++;
            }

        return length;
    }

    /// <summary>Whether the text has more than <paramref name="max"/> code points.</summary>
    public static bool IsLongerThan(ReadOnlySpan<char> text, int max) =>
        text.Length > max && Length(text) > max;

    /// <summary>The first <paramref name="count"/> code points of the text.</summary>
    public static string First(string text, int count)
    {
        var index = 0;
        for (; count > 0 && index < text.Length; count--)
            index += index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]) ? 2 : 1;
        return index == text.Length ? text : text[..index];
    }

    /// <summary>A value of the caller's as messages echo it: cut after <see cref="MaxEchoLength"/> code points.</summary>
    public static string Echo(string value) => IsLongerThan(value, MaxEchoLength) ? First(value, MaxEchoLength) + "..." : value;

    /// <summary>
    /// Position, in code points, of the first control character: one whose Unicode general category begins
    /// with C (lone surrogates and unassigned code points included); -1 if there is none.
    /// </summary>
    /// <param name="allowTabAndLineFeed">Whether U+0009 and U+000A do not count, as in metadata values.</param>
    public static int IndexOfControlCharacter(ReadOnlySpan<char> text, bool allowTabAndLineFeed = false)
    {
        var position = 0;
        for (var i = 0; i < text.Length; i++, position++)
        {
            var c = text[i];
            if (c is >= ' ' and <= '~')
                continue;
            if (allowTabAndLineFeed && (c is '\t' or '\n'))
                continue;
            int codePoint = c;
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                codePoint = char.ConvertToUtf32(c, text[++i]);
            if (IsControl(CharUnicodeInfo.GetUnicodeCategory(codePoint)))
                return position;
        }

        return -1;
    }

    /// <summary>Compares by code point, which differs from an ordinal comparison above U+FFFF.</summary>
    public static int CompareByCodePoint(string left, string right)
    {
        var common = left.AsSpan().CommonPrefixLength(right);
        if (common == left.Length || common == right.Length)
            return left.Length.CompareTo(right.Length);
        return Rank(left[common]).CompareTo(Rank(right[common]));

        // Surrogates are code points above U+FFFF, so they sort after every other character.
        static int Rank(char c) => char.IsSurrogate(c) ? c + 0x10000 : c;
    }

    /// <summary>The trimmed text of a required value (contract check TEXT).</summary>
    /// <exception cref="ServiceException">It is blank, has a control character, or is too long.</exception>
    public static string Required(string text, string name) =>
        Optional(text, name) ?? throw ServiceException.Missing(name);

    /// <summary>The trimmed text of an optional value (contract check TEXT); null when blank.</summary>
    /// <exception cref="ServiceException">It has a control character, or is too long.</exception>
    public static string? Optional(string? text, string name)
    {
        if (text is null)
            return null;
        var trimmed = Trim(text);
        if (trimmed.Length == 0)
            return null;
        if (IndexOfControlCharacter(trimmed) >= 0)
            throw ServiceException.Illegal($"{name} contains control characters");
        if (IsLongerThan(trimmed, MaxNameLength))
            throw ServiceException.Illegal($"{name} exceeds maximum length of {MaxNameLength}");
        return trimmed;
    }

    private static bool IsControl(UnicodeCategory category) =>
        category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
