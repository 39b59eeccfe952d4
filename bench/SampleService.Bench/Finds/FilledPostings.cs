using System.Runtime.InteropServices;
using SampleService.Domain;
using SampleService.Search;
using SampleService.Storage;

namespace SampleService.Bench;

/// <summary>
/// The postings of all samples of a database, gathered so that they can be written in the order of their keys. Those of a tree are made once
/// (<see cref="StoredPostings"/>), since many samples have it; samples come in order of creation.
/// </summary>
/// <param name="trees">How many trees there are.</param>
internal sealed class FilledPostings(int trees)
{
    private const int FirstKey = 16;

    private readonly TreePostings?[] _trees = new TreePostings?[trees];
    private readonly List<TextRow> _names = [];
    private readonly Dictionary<(int Key, string Value), List<long>> _texts = [];
    private readonly SortedDictionary<(int Key, int Dimension), List<(double Value, long Ordinal)>> _numbers = [];

    public Dictionary<SearchKey, int> Keys { get; } = [];

    public Dictionary<string, int> Dimensions { get; } = [];

    /// <summary>All rows of texts, in the order of their keys. To be asked for once.</summary>
    public IEnumerable<TextRow> Texts
    {
        get
        {
            _names.Sort(static (one, other) => ContractText.CompareByCodePoint(one.Value, other.Value) is var order && order != 0
                ? order : one.Ordinal.CompareTo(other.Ordinal));
            var others = _texts.ToList();
            others.Sort(static (one, other) => one.Key.Key != other.Key.Key
                ? one.Key.Key.CompareTo(other.Key.Key) : ContractText.CompareByCodePoint(one.Key.Value, other.Key.Value));
            return _names.Concat(others.SelectMany(text => text.Value.Select(ordinal => new TextRow(text.Key.Key, text.Key.Value, ordinal))));
        }
    }

    /// <summary>All rows of numbers, in the order of their keys.</summary>
    public IEnumerable<NumberRow> Numbers => _numbers.SelectMany(static numbers =>
    {
        numbers.Value.Sort();
        return numbers.Value.Select(number => new NumberRow(numbers.Key.Key, numbers.Key.Dimension, number.Value, number.Ordinal));
    });

    /// <summary>Takes the postings of the next samples, and gives their rows of words.</summary>
    public IReadOnlyList<WordsRow> Add(IEnumerable<FilledSample> samples)
    {
        var words = new List<WordsRow>();
        foreach (var sample in samples)
        {
            var tree = _trees[sample.Tree] ??= ReadTree(sample.Json);
            foreach (var text in sample.OfName.Texts)
                _names.Add(new TextRow(NumberTable.Name, text.Value, sample.Ordinal));
            foreach (var number in sample.OfName.Numbers)
                FindNumbers(NumberTable.Saved, NumberTable.NoDimension).Add((number.Value, sample.Ordinal));
            foreach (var text in tree.Texts)
                text.Add(sample.Ordinal);
            foreach (var (numbers, value) in tree.Numbers)
                numbers.Add((value, sample.Ordinal));
            words.Add(new WordsRow(sample.Ordinal, [.. tree.Words, .. sample.OfName.Words.Where(word => !tree.WordSet.Contains(word))]));
        }

        return words;
    }

    /// <summary>Bounds between which a key of metadata has so many numbers, those in the middle. The rows have to have been read.</summary>
    public (double Low, double High) MiddleOf(string key, int count)
    {
        var numbers = _numbers[(Keys[SearchKey.Of(key, "value")], NumberTable.NoDimension)];
        var first = (numbers.Count - count) / 2;
        return (numbers[first].Value, numbers[first + count - 1].Value);
    }

    /// <summary>What all samples with a tree have in common.</summary>
    private TreePostings ReadTree(byte[] json)
    {
        var postings = StoredPostings.Of(new StoredVersion(null, default, null, json));
        foreach (var key in postings.Keys)
            Keys.TryAdd(key, FirstKey + Keys.Count);
        foreach (var number in postings.Numbers)
            if (number.Dimension.Length > 0)
                Dimensions.TryAdd(number.Dimension, 1 + Dimensions.Count);
        return new TreePostings(
            [.. postings.Texts.Where(static text => NumberTable.ReservedOf(text.Key) is not NumberTable.Name).Select(text => FindText(NumberOf(text.Key), text.Value))],
            [
                .. postings.Numbers.Where(static number => NumberTable.ReservedOf(number.Key) is null).Select(number => (
                    FindNumbers(NumberOf(number.Key), number.Dimension.Length == 0 ? NumberTable.NoDimension : Dimensions[number.Dimension]), number.Value)),
            ],
            [.. postings.Keys.Select(key => PostingLookup.WordOf(Keys[key])), .. postings.Words], postings.Words);
    }

    private int NumberOf(SearchKey key) => NumberTable.ReservedOf(key) ?? Keys[key];

    private List<long> FindText(int key, string value) => CollectionsMarshal.GetValueRefOrAddDefault(_texts, (key, value), out _) ??= [];

    private List<(double Value, long Ordinal)> FindNumbers(int key, int dimension)
    {
        if (!_numbers.TryGetValue((key, dimension), out var numbers))
            _numbers.Add((key, dimension), numbers = []);
        return numbers;
    }

    /// <summary>The postings of a tree: where the ordinals go of samples that have it, and its words.</summary>
    private sealed record TreePostings(
        List<long>[] Texts, (List<(double Value, long Ordinal)> Numbers, double Value)[] Numbers, string[] Words, HashSet<string> WordSet);
}
