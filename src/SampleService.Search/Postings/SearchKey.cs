namespace SampleService.Search;

/// <summary>What a posting is about.</summary>
public enum SearchSubject
{
    /// <summary>A value of metadata, of whichever kind.</summary>
    Metadata,

    /// <summary>The name of the sample.</summary>
    Name,

    /// <summary>The id of a node.</summary>
    NodeId,

    /// <summary>The time at which the newest version was saved.</summary>
    Saved,
}

/// <summary>A key of postings. Storage gives each a number of its own.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Key">Of metadata, the key; else empty.</param>
/// <param name="ValueKey">Of metadata, the value key; else empty.</param>
public readonly record struct SearchKey(SearchSubject Subject, string Key, string ValueKey)
{
    /// <summary>The name of the sample.</summary>
    public static SearchKey Name { get; } = new(SearchSubject.Name, "", "");

    /// <summary>The ids of nodes.</summary>
    public static SearchKey NodeId { get; } = new(SearchSubject.NodeId, "", "");

    /// <summary>The save time of the newest version, in milliseconds.</summary>
    public static SearchKey Saved { get; } = new(SearchSubject.Saved, "", "");

    /// <summary>Metadata.</summary>
    public static SearchKey Of(string key, string valueKey) => new(SearchSubject.Metadata, key, valueKey);
}

/// <summary>One or many keys of postings.</summary>
/// <param name="Key">A key; of several the value key does not count.</param>
/// <param name="AnyValueKey">Whether all value keys of the metadata key are meant.</param>
public readonly record struct SearchKeys(SearchKey Key, bool AnyValueKey = false)
{
    /// <summary>Whether a key is one of them.</summary>
    public bool Contains(SearchKey key) =>
        key.Subject == Key.Subject && key.Key == Key.Key && (AnyValueKey || key.ValueKey == Key.ValueKey);
}
