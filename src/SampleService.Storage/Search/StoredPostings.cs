using SampleService.Domain;
using SampleService.Search;

namespace SampleService.Storage;

/// <summary>A text posting as it is stored.</summary>
internal readonly record struct StoredText(SearchKey Key, string Value);

/// <summary>A number posting as it is stored.</summary>
internal readonly record struct StoredNumber(SearchKey Key, string Dimension, double Value);

/// <summary>The postings of one version as the tables have them, but for the numbers of keys and dimensions.</summary>
internal sealed class StoredPostings
{
    private StoredPostings(SamplePostings postings)
    {
        Texts = [.. postings.Texts.Select(static text => new StoredText(Stored(text.Key), StorableText.Of(text.Value)))];
        Numbers = [.. postings.Numbers.Select(static number => new StoredNumber(Stored(number.Key), number.Dimension, number.Value))];
        Words = [.. postings.Words.Select(StorableText.Of)];
        Keys = [.. postings.Keys.Select(NumberTable.Stored)];
    }

    public HashSet<StoredText> Texts { get; }

    public HashSet<StoredNumber> Numbers { get; }

    public HashSet<string> Words { get; }

    /// <summary>Keys of metadata.</summary>
    public HashSet<SearchKey> Keys { get; }

    /// <summary>Whether the words are the same, those of keys included.</summary>
    public bool HasSameWords(StoredPostings other) => Words.SetEquals(other.Words) && Keys.SetEquals(other.Keys);

    /// <summary>The postings of a version.</summary>
    public static StoredPostings Of(StoredVersion version) => new(SamplePostings.Of(
        new SampleFacts(default, version.Name, default, default, default, version.Saved) { Vocabulary = version.Vocabulary }, version.Tree.Span));

    /// <summary>Those of content that was erased.</summary>
    public static StoredPostings OfErased() => Of(new StoredVersion(null, default, null, ErasedContent.Content.NodeTree));

    private static SearchKey Stored(SearchKey key) => NumberTable.ReservedOf(key) is null ? NumberTable.Stored(key) : key;
}

/// <summary>What postings are made of.</summary>
internal sealed record StoredVersion(string? Name, Domain.Timestamp Saved, string? Vocabulary, ReadOnlyMemory<byte> Tree);
