namespace SampleService.Storage;

/// <summary>
/// Texts as the tables of the search have them. Databases hold neither U+0000 nor lone surrogates: a text ends before the first U+0000, and with
/// U+E000 in the place of the first lone surrogate. Texts so changed are still in order (some are now equal), so that ranges find them.
/// </summary>
internal static class StorableText
{
    /// <summary>Greater than every posting that begins with what precedes it.</summary>
    private static readonly string End = string.Concat(Enumerable.Repeat("\U0010FFFF", Search.FoldedText.IndexedLength + 1));

    /// <summary>The text as it is stored.</summary>
    public static string Of(string text) => IndexOfUnstorable(text) is var index && index < 0 ? text
        : text[index] == '\0' ? text[..index]
        : text[..index] + '\uE000';

    /// <summary>What all texts with a prefix begin with as they are stored.</summary>
    public static string OfPrefix(string prefix) => IndexOfUnstorable(prefix) is var index && index < 0 ? prefix : prefix[..index];

    /// <summary>The upper bound of all texts that begin so.</summary>
    public static string EndOf(string prefix) => prefix + End;

    private static int IndexOfUnstorable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0')
                return i;
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return i;
            i++;
        }

        return -1;
    }
}
