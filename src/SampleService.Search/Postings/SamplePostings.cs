using System.Globalization;
using SampleService.Json;

namespace SampleService.Search;

/// <summary>A text that a sample is found by: folded, its first 64 code points.</summary>
public readonly record struct TextPosting(SearchKey Key, string Value);

/// <summary>A number that a sample is found by.</summary>
/// <param name="Key">What it is about.</param>
/// <param name="Dimension">
/// What it measures, in base units (<see cref="QuantityDimension.ToString"/>); empty for the number as it is, whatever its unit.
/// </param>
/// <param name="Value">The number.</param>
public readonly record struct NumberPosting(SearchKey Key, string Dimension, double Value);

/// <summary>
/// What a sample is found by. Postings propose and never decide: they may propose a sample that does not match, and do propose each that does.
/// Kinds of metadata are not told apart, and every string beside a number that reads as a unit counts as its unit.
/// </summary>
public sealed class SamplePostings
{
    /// <summary>What precedes the id of a vocabulary to make a word of it.</summary>
    public const char VocabularyMark = 'v';

    private readonly HashSet<TextPosting> _texts = [];
    private readonly HashSet<NumberPosting> _numbers = [];
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);
    private readonly HashSet<SearchKey> _keys = [];

    /// <summary>What stands for no name; it comes after all others.</summary>
    private const string NoName = "\U0010FFFF";

    private SamplePostings()
    {
    }

    /// <summary>Texts: the name, ids of nodes, string values.</summary>
    public IReadOnlySet<TextPosting> Texts => _texts;

    /// <summary>Numbers: values as they are and in base units, and the save time.</summary>
    public IReadOnlySet<NumberPosting> Numbers => _numbers;

    /// <summary>The words of all texts, and one for the vocabulary.</summary>
    public IReadOnlySet<string> Words => _words;

    /// <summary>The keys of metadata that are there. Storage makes a word of the number of each.</summary>
    public IReadOnlySet<SearchKey> Keys => _keys;

    /// <summary>The postings of a sample.</summary>
    /// <param name="sample">What is known beside the tree.</param>
    /// <param name="tree">The nodes as they are stored.</param>
    public static SamplePostings Of(SampleFacts sample, ReadOnlySpan<byte> tree)
    {
        var postings = new SamplePostings();
        postings._numbers.Add(new NumberPosting(SearchKey.Saved, "", sample.Saved.Milliseconds));
        postings._texts.Add(new TextPosting(SearchKey.Name, SortName(sample.Name)));
        if (sample.Name is { } name)
            postings.AddWords(name);
        if (sample.Vocabulary is { } vocabulary)
            postings._words.Add(VocabularyMark + vocabulary);
        var reader = new TreeReader(tree);
        while (reader.MoveToNode())
        {
            postings.AddText(SearchKey.NodeId, reader.NodeId.Text);
            while (reader.MoveToEntry())
                postings.AddEntry(reader.ReadEntry());
        }

        return postings;
    }

    /// <summary>What a sample is sorted by: its name, folded, the first 64 code points of it.</summary>
    public static string SortName(string? name) => name is null ? NoName : FoldedText.Indexed(name);

    private void AddEntry(in StoredEntry entry)
    {
        var name = entry.Key.Text;
        for (var i = 0; i < entry.Count; i++)
        {
            var key = SearchKey.Of(name, entry.Name(i).Text);
            _keys.Add(key);
            if (entry.Value(i) is { Kind: JsonKind.String } text)
                AddText(key, text.Text.Text);
            else if (entry.Value(i) is { Kind: JsonKind.Number } number)
                AddNumber(key, double.Parse(number.Content, NumberStyles.Float, CultureInfo.InvariantCulture), entry);
        }
    }

    private void AddText(SearchKey key, string text)
    {
        _texts.Add(new TextPosting(key, FoldedText.Indexed(text)));
        AddWords(text);
    }

    private void AddWords(string text)
    {
        foreach (var word in Search.Words.Of(text))
            _words.Add(word);
    }

    private void AddNumber(SearchKey key, double number, in StoredEntry entry)
    {
        _numbers.Add(new NumberPosting(key, "", number));
        for (var i = 0; i < entry.Count; i++)
            if (entry.Value(i) is { Kind: JsonKind.String } text
                && UnitLookup.Default.Find(text.Text.Text) is { } unit
                && unit.ToBase(number) is var inBase && double.IsFinite(inBase))
                _numbers.Add(new NumberPosting(key, unit.Dimension.ToString(), inBase));
    }
}
