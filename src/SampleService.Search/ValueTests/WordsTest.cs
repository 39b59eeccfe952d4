using System.Collections.Immutable;

namespace SampleService.Search;

/// <summary>A word that is looked for.</summary>
/// <param name="Text">The word, folded.</param>
/// <param name="IsPrefix">Whether words that begin with it are meant too.</param>
public readonly record struct QueryWord(string Text, bool IsPrefix)
{
    internal bool Is(string word) => IsPrefix ? word.StartsWith(Text, StringComparison.Ordinal) : word == Text;

    internal bool Is(ReadOnlySpan<byte> asciiWord)
    {
        if (asciiWord.Length > Words.MaxLength)
            asciiWord = asciiWord[..Words.MaxLength];
        return (IsPrefix ? asciiWord.Length >= Text.Length : asciiWord.Length == Text.Length)
            && System.Text.Ascii.EqualsIgnoreCase(asciiWord[..Text.Length], Text);
    }
}

/// <summary>All words occur in the text, in any order.</summary>
public sealed record WordsTest(ImmutableArray<QueryWord> Query) : ValueTest
{
    private int All => (1 << Query.Length) - 1;

    internal override bool Holds(string text) => Find(text) == All;

    internal override bool Holds(in StoredText text) => Find(text) == All;

    internal override Comparison? Compare(string text) => Compare([text]);

    /// <summary>The words that were found in any of the texts, in the order of those asked for.</summary>
    internal Comparison Compare(IEnumerable<string> texts)
    {
        var words = texts.SelectMany(Words.Of).ToList();
        return Comparison.OfTexts(Query.Select(wanted => words.Find(wanted.Is)).OfType<string>());
    }

    /// <summary>Whether the words that were found, a bit each, are all.</summary>
    internal bool IsComplete(int found) => found == All;

    /// <summary>The words that occur, a bit each.</summary>
    internal int Find(string text)
    {
        var found = 0;
        foreach (var word in Words.Of(text))
            for (var i = 0; i < Query.Length; i++)
                if (Query[i].Is(word))
                    found |= 1 << i;
        return found;
    }

    internal int Find(in StoredText text)
    {
        if (!text.IsPlain)
            return Find(text.Text);
        var found = 0;
        var rest = text.Content;
        while (!rest.IsEmpty)
        {
            var length = 0;
            while (length < rest.Length && char.IsAsciiLetterOrDigit((char)rest[length]))
                length++;
            for (var i = 0; length > 0 && i < Query.Length; i++)
                if (Query[i].Is(rest[..length]))
                    found |= 1 << i;
            rest = rest[Math.Min(length + 1, rest.Length)..];
        }

        return found;
    }
}
