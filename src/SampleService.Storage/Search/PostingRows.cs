using SampleService.Search;

namespace SampleService.Storage;

/// <summary>A row of <c>search_text</c>.</summary>
internal readonly record struct TextRow(int Key, string Value, long Ordinal);

/// <summary>A row of <c>search_numbers</c>.</summary>
internal readonly record struct NumberRow(int Key, int Dimension, double Value, long Ordinal);

/// <summary>A row of <c>search_words</c>.</summary>
internal readonly record struct WordsRow(long Ordinal, IReadOnlyList<string> Words);

/// <summary>The rows that differ, in the order of their keys: that is what makes a batch cheaper than its parts.</summary>
internal sealed class PostingRows
{
    /// <summary>A tsvector holds 1 MB.</summary>
    private const int MaxBytesOfWords = 1_000_000;

    private PostingRows()
    {
    }

    public required IReadOnlyList<TextRow> RemovedTexts { get; init; }

    public required IReadOnlyList<TextRow> AddedTexts { get; init; }

    public required IReadOnlyList<NumberRow> RemovedNumbers { get; init; }

    public required IReadOnlyList<NumberRow> AddedNumbers { get; init; }

    /// <summary>All words of the samples whose words differ.</summary>
    public required IReadOnlyList<WordsRow> Words { get; init; }

    /// <summary>The keys of metadata and the dimensions that need numbers.</summary>
    public static (HashSet<SearchKey> Keys, HashSet<string> Dimensions) NamesOf(IReadOnlyCollection<PostingChange> changes)
    {
        var all = changes.SelectMany(static change => change.Before is { } before && before != change.After ? [change.After, before] : new[] { change.After }).ToList();
        return (
            [.. all.SelectMany(static postings => postings.Keys)],
            [.. all.SelectMany(static postings => postings.Numbers).Select(static number => number.Dimension).Where(static name => name.Length > 0)]);
    }

    /// <summary>The rows.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="keys">The number of each key.</param>
    /// <param name="dimensions">The number of each dimension.</param>
    public static PostingRows Of(
        IReadOnlyCollection<PostingChange> changes, IReadOnlyDictionary<SearchKey, int> keys, IReadOnlyDictionary<string, int> dimensions)
    {
        return new PostingRows
        {
            RemovedTexts = [.. changes.SelectMany(change => TextsOf(change, change.Before, change.After)).Order(ByText)],
            AddedTexts = [.. changes.SelectMany(change => TextsOf(change, change.After, change.Before)).Order(ByText)],
            RemovedNumbers = [.. changes.SelectMany(change => NumbersOf(change, change.Before, change.After)).Order(ByNumber)],
            AddedNumbers = [.. changes.SelectMany(change => NumbersOf(change, change.After, change.Before)).Order(ByNumber)],
            Words =
            [
                .. changes.Where(static change => change.Before is not { } before || !before.HasSameWords(change.After))
                    .Select(change => new WordsRow(change.Sample.Ordinal, WordsOf(change.After, keys))).OrderBy(static row => row.Ordinal),
            ],
        };

        IEnumerable<TextRow> TextsOf(PostingChange change, StoredPostings? some, StoredPostings? others) => (some?.Texts ?? [])
            .Where(text => others?.Texts.Contains(text) != true)
            .Select(text => new TextRow(NumberOf(text.Key), text.Value, change.Sample.Ordinal));

        IEnumerable<NumberRow> NumbersOf(PostingChange change, StoredPostings? some, StoredPostings? others) => (some?.Numbers ?? [])
            .Where(number => others?.Numbers.Contains(number) != true)
            .Select(number => new NumberRow(
                NumberOf(number.Key), number.Dimension.Length == 0 ? NumberTable.NoDimension : dimensions[number.Dimension], number.Value,
                change.Sample.Ordinal));

        int NumberOf(SearchKey key) => NumberTable.ReservedOf(key) ?? keys[key];
    }

    private static readonly Comparer<TextRow> ByText = Comparer<TextRow>.Create(static (left, right) =>
        left.Key != right.Key ? left.Key.CompareTo(right.Key)
        : Domain.ContractText.CompareByCodePoint(left.Value, right.Value) is var order && order != 0 ? order
        : left.Ordinal.CompareTo(right.Ordinal));

    private static readonly Comparer<NumberRow> ByNumber = Comparer<NumberRow>.Create(static (left, right) =>
        (left.Key, left.Dimension, left.Value, left.Ordinal).CompareTo((right.Key, right.Dimension, right.Value, right.Ordinal)));

    /// <summary>The words of a sample, those of its keys first; what does not fit is left out, and marked.</summary>
    private static List<string> WordsOf(StoredPostings postings, IReadOnlyDictionary<SearchKey, int> keys)
    {
        var bytes = 0;
        var words = new List<string>();
        foreach (var word in postings.Keys.Select(key => PostingLookup.WordOf(keys[key])).Concat(postings.Words.Order(StringComparer.Ordinal)))
        {
            bytes += System.Text.Encoding.UTF8.GetByteCount(word);
            if (bytes > MaxBytesOfWords)
            {
                words.Add(PostingLookup.WordsAreMissing);
                break;
            }

            words.Add(word);
        }

        return words;
    }
}
