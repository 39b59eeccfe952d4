using System.Collections.Immutable;
using SampleService.Domain;

namespace SampleService.Search;

/// <summary>Reads the words that are looked for.</summary>
internal static class WordsReader
{
    private const int MaxWords = 10;
    private const int MinLettersBeforeStar = 3;

    public static WordsTest Read(Parameter words)
    {
        var text = Nfkc.Normalize(words.String());
        var runs = Words.Runs(text).ToList();
        if (runs.Count is 0 or > MaxWords)
            throw words.Illegal($"must have 1 to {MaxWords} words");
        var query = ImmutableArray.CreateBuilder<QueryWord>();
        foreach (var (start, end) in runs)
            query.Add(new QueryWord(Words.Fold(text, start, end), end < text.Length && text[end] == '*'));
        var stars = text.AsSpan().Count('*');
        if (stars > query.Count(word => word.IsPrefix) || query.Any(word => word.IsPrefix && ContractText.Length(word.Text) < MinLettersBeforeStar))
            throw ServiceException.Illegal($"{words.Path}: a word before * needs three letters");
        return new WordsTest(query.ToImmutable());
    }
}
