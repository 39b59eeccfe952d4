using System.Runtime.InteropServices;
using SampleService.Domain;
using SampleService.Search;
using SampleService.Storage;

namespace SampleService.Bench;

/// <summary>
/// The postings of all samples of a database, gathered so that they can be written in the order of their keys. They are made by what the indexer
/// makes them with (<see cref="PostingRows"/>); samples come in order of creation.
/// </summary>
internal sealed class FilledPostings
{
    private const int FirstKey = 16;

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
    public IReadOnlyList<WordsRow> Add(IReadOnlyList<FilledSample> samples)
    {
        PostingChange[] changes = [.. samples.Select(static sample => sample.Change)];
        var (keys, dimensions) = PostingRows.NamesOf(changes);
        foreach (var key in keys)
            Keys.TryAdd(key, FirstKey + Keys.Count);
        foreach (var dimension in dimensions)
            Dimensions.TryAdd(dimension, 1 + Dimensions.Count);
        var rows = PostingRows.Of(changes, Keys, Dimensions);
        foreach (var row in rows.AddedTexts)
            if (row.Key == NumberTable.Name)
                _names.Add(row);
            else
                (CollectionsMarshal.GetValueRefOrAddDefault(_texts, (row.Key, row.Value), out _) ??= []).Add(row.Ordinal);
        foreach (var row in rows.AddedNumbers)
        {
            if (!_numbers.TryGetValue((row.Key, row.Dimension), out var numbers))
                _numbers.Add((row.Key, row.Dimension), numbers = []);
            numbers.Add((row.Value, row.Ordinal));
        }

        return rows.Words;
    }

    /// <summary>Bounds between which a key of metadata has so many numbers, those in the middle. The rows have to have been read.</summary>
    public (double Low, double High) MiddleOf(string key, int count)
    {
        var numbers = _numbers[(Keys[SearchKey.Of(key, "value")], NumberTable.NoDimension)];
        var first = (numbers.Count - count) / 2;
        return (numbers[first].Value, numbers[first + count - 1].Value);
    }
}
