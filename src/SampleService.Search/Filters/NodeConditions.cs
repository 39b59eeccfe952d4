using System.Collections.Frozen;
using SampleService.Domain;

namespace SampleService.Search;

/// <summary>A condition on nodes. It holds for a sample if it holds for some node.</summary>
public abstract record NodeCondition(string Path) : Condition(Path);

/// <summary>The id of a node is such a text.</summary>
public sealed record NodeIdCondition(string Path, ValueTest Test) : NodeCondition(Path);

/// <summary>The type of a node is one of these.</summary>
public sealed record NodeTypeCondition(string Path, FrozenSet<NodeType> In) : NodeCondition(Path);

/// <summary>The kinds of metadata that can be searched.</summary>
public enum SearchedMetadata
{
    /// <summary>Metadata that was validated.</summary>
    Controlled,

    /// <summary>Metadata of the user's own.</summary>
    User,
}

/// <summary>A node has such metadata.</summary>
/// <param name="Path">Where it stands.</param>
/// <param name="Key">The metadata key, or how it begins.</param>
/// <param name="IsPrefix">Whether <paramref name="Key"/> is the beginning of the keys that are meant.</param>
/// <param name="Kind">The kind of metadata; null for any.</param>
/// <param name="ValueKey">The value key; null for any.</param>
/// <param name="Test">What its value has to be; null if it has to be there alone.</param>
public sealed record MetadataCondition(
    string Path, string Key, bool IsPrefix, SearchedMetadata? Kind, string? ValueKey, ValueTest? Test) : NodeCondition(Path)
{
    private readonly KeyName _key = new(Key);
    private readonly KeyName? _valueKey = ValueKey is null ? null : new KeyName(ValueKey);

    internal bool IsAbout(SearchedMetadata kind, in StoredText key) =>
        (Kind is null || Kind == kind) && (IsPrefix ? key.StartsWith(_key) : key.Is(_key));

    internal bool IsAbout(in StoredText valueKey) => _valueKey is not { } name || valueKey.Is(name);
}

/// <summary>All words are in the name of the sample, its node ids, and the string values of controlled and user metadata together.</summary>
public sealed record TextCondition(string Path, WordsTest Test) : Condition(Path);
