using System.Text;

namespace SampleService.Search;

/// <summary>Texts by code point; a lone surrogate counts as one.</summary>
internal static class CodePoints
{
    /// <summary>The code point at an index, which is moved behind it.</summary>
    public static int At(ReadOnlySpan<char> text, ref int index)
    {
        var first = text[index++];
        return char.IsHighSurrogate(first) && index < text.Length && char.IsLowSurrogate(text[index])
            ? char.ConvertToUtf32(first, text[index++])
            : first;
    }

    public static void Append(StringBuilder output, int point)
    {
        if (point > char.MaxValue)
            output.Append(char.ConvertFromUtf32(point));
        else
            output.Append((char)point);
    }
}
