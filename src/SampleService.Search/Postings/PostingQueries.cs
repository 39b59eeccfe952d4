using System.Collections.Immutable;
using SampleService.Domain;

namespace SampleService.Search;

/// <summary>Which postings propose candidates for a condition: those of every sample for which it holds, and of some others.</summary>
public static class PostingQueries
{
    /// <summary>The query; null for a condition that no postings serve.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="terms">The terms of the filter.</param>
    public static PostingQuery? Of(Condition condition, IReadOnlyDictionary<TermDemand, TermSet> terms) => condition switch
    {
        TimeCondition { Role: TimeRole.Saved } saved => OfTime(saved),
        NameCondition name => OfTest(new SearchKeys(SearchKey.Name), name.Test, terms),
        NodeIdCondition id => OfTest(new SearchKeys(SearchKey.NodeId), id.Test, terms),
        MetadataCondition { IsPrefix: false } metadata => OfTest(KeysOf(metadata), metadata.Test, terms),
        TextCondition text => new WordsQuery(text.Test.Query),
        VocabularyCondition vocabulary => AnyOf(vocabulary.In.Select(
            id => new WordsQuery([new QueryWord(SamplePostings.VocabularyMark + id, IsPrefix: false)]))),
        _ => null,
    };

    private static SearchKeys KeysOf(MetadataCondition metadata) => metadata.ValueKey is { } valueKey
        ? new SearchKeys(SearchKey.Of(metadata.Key, valueKey))
        : new SearchKeys(SearchKey.Of(metadata.Key, ""), AnyValueKey: true);

    private static NumberRangeQuery OfTime(TimeCondition time) => NumberRanges.Of(
        new SearchKeys(SearchKey.Saved), time.From?.Milliseconds ?? double.NegativeInfinity, time.To?.Milliseconds ?? double.PositiveInfinity);

    private static PostingQuery OfTest(SearchKeys keys, ValueTest? test, IReadOnlyDictionary<TermDemand, TermSet> terms) => test switch
    {
        EqualsTest { HasBooleans: false } equals => OfEquals(keys, equals),
        PrefixTest prefix => new TextPrefixQuery(keys, Cut(prefix.Prefix)),
        TextRangeTest range => new TextRangeQuery(keys, CutEnd(range.Lower), CutEnd(range.Upper)),
        NumberRangeTest range => NumberRanges.Of(keys, range),
        QuantityTest range => NumberRanges.Of(keys, range),
        TermTest term => TextIs(keys, terms[term.Term].Spellings),
        WordsTest words => new WordsQuery(words.Query),
        _ => new KeyIsThereQuery(keys),
    };

    private static PostingQuery OfEquals(SearchKeys keys, EqualsTest test)
    {
        IEnumerable<PostingQuery> numbers = test.Numbers.Select(number => NumberRanges.Of(keys, number.ToDouble(), number.ToDouble()));
        return AnyOf(test.Texts.Count == 0 ? numbers : numbers.Prepend(TextIs(keys, test.Texts)));
    }

    private static TextIsQuery TextIs(SearchKeys keys, IEnumerable<string> texts) => new(keys, [.. texts.Select(FoldedText.Indexed).Distinct()]);

    private static PostingQuery AnyOf(IEnumerable<PostingQuery> queries)
    {
        var all = queries.ToImmutableArray();
        return all.Length == 1 ? all[0] : new AnyOfQuery(all);
    }

    /// <summary>A longer bound is cut and taken as included.</summary>
    private static string? CutEnd(Bound<string>? bound) => bound is { } end ? Cut(end.Value) : null;

    private static string Cut(string folded) => ContractText.First(folded, FoldedText.IndexedLength);
}
