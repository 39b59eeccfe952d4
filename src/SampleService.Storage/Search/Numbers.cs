using SampleService.Search;

namespace SampleService.Storage;

/// <summary>The numbers that one transaction found or gave. Others may rely on them when it is committed.</summary>
internal sealed class Numbers(NumberCache cache)
{
    public Dictionary<SearchKey, int> Keys { get; } = [];

    public Dictionary<string, int> Dimensions { get; } = [];

    /// <summary>Whether the number of a key is known.</summary>
    public bool HasKey(SearchKey key)
    {
        if (Keys.ContainsKey(key))
            return true;
        if (!cache.TryGet(key, out var number))
            return false;
        Keys.Add(key, number);
        return true;
    }

    /// <summary>Whether the number of a dimension is known.</summary>
    public bool HasDimension(string dimension)
    {
        if (Dimensions.ContainsKey(dimension))
            return true;
        if (!cache.TryGet(dimension, out var number))
            return false;
        Dimensions.Add(dimension, number);
        return true;
    }

    /// <summary>The transaction is committed.</summary>
    public void Keep()
    {
        foreach (var (key, number) in Keys)
            cache.Add(key, number);
        foreach (var (dimension, number) in Dimensions)
            cache.Add(dimension, number);
    }
}
