using System.Collections.Immutable;
using SampleService.Search;

namespace SampleService.Storage;

/// <summary>A range of texts of one key, both bounds included.</summary>
internal readonly record struct TextRange(int Key, string Low, string High);

/// <summary>A range of numbers of one key and dimension, both bounds included.</summary>
internal readonly record struct NumberSpan(int Key, int Dimension, double Low, double High);

/// <summary>A <see cref="PostingQuery"/> in terms of the tables: entries of any of these ranges, or all words of any of these lists.</summary>
internal sealed class PostingLookup
{
    /// <summary>Stands where words are missing.</summary>
    public const string WordsAreMissing = "k0";

    private readonly List<TextRange> _texts = [];
    private readonly List<NumberSpan> _numbers = [];
    private readonly List<ImmutableArray<QueryWord>> _words = [];

    private PostingLookup()
    {
    }

    public IReadOnlyList<TextRange> Texts => _texts;

    public IReadOnlyList<NumberSpan> Numbers => _numbers;

    /// <summary>Where there are any, samples are meant too of which words are missing.</summary>
    public IReadOnlyList<ImmutableArray<QueryWord>> Words => _words;

    /// <summary>Whether the entries can be listed by ordinal: each of a few texts has its own range of them, and so have words on SQLite.</summary>
    public static bool IsOrdered(PostingQuery query, bool areWordsOrdered) => query switch
    {
        TextIsQuery => true,
        WordsQuery or KeyIsThereQuery => areWordsOrdered,
        AnyOfQuery any => areWordsOrdered && any.Members.All(static member => member is WordsQuery or KeyIsThereQuery),
        _ => false,
    };

    /// <summary>The lookup.</summary>
    /// <param name="query">The query.</param>
    /// <param name="numbers">The numbers of its keys and dimensions; those that are lacking have no entries.</param>
    public static PostingLookup Of(PostingQuery query, NumberTable numbers)
    {
        var lookup = new PostingLookup();
        lookup.Add(query, numbers);
        return lookup;
    }

    /// <summary>The word of a key that is there.</summary>
    public static string WordOf(int key) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"k{key}");

    private void Add(PostingQuery query, NumberTable numbers)
    {
        switch (query)
        {
            case TextIsQuery texts:
                var values = texts.Values.Select(StorableText.Of).Distinct().ToList();
                AddTexts(numbers.Of(texts.Keys), values.Select(static value => (value, value)));
                break;
            case TextPrefixQuery { Keys: var keys } prefix:
                var beginning = StorableText.OfPrefix(prefix.Prefix);
                AddTexts(numbers.Of(keys), [(beginning, StorableText.EndOf(beginning))]);
                break;
            case TextRangeQuery range:
                AddTexts(numbers.Of(range.Keys), [(StorableText.Of(range.Lower ?? ""), range.Upper is { } upper ? StorableText.Of(upper) : StorableText.EndOf(""))]);
                break;
            case NumberRangeQuery range when numbers.Of(range.Dimension) is { } dimension:
                _numbers.AddRange(numbers.Of(range.Keys).Select(key => new NumberSpan(key, dimension, range.Lower, range.Upper)));
                break;
            case WordsQuery words:
                _words.Add([.. words.Words.Select(static word => word with { Text = StorableText.Of(word.Text) })]);
                break;
            case KeyIsThereQuery there:
                // Where no key has a number, words may be missing all the same.
                _words.AddRange(numbers.Of(there.Keys).Append(0).Select(static key => ImmutableArray.Create(new QueryWord(WordOf(key), IsPrefix: false))));
                break;
            case AnyOfQuery any:
                foreach (var member in any.Members)
                    Add(member, numbers);
                break;
        }
    }

    private void AddTexts(IEnumerable<int> keys, IEnumerable<(string Low, string High)> ranges) =>
        _texts.AddRange(keys.SelectMany(key => ranges.Select(range => new TextRange(key, range.Low, range.High))));
}
