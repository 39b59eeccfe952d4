using System.Collections.Concurrent;
using SampleService.Search;

namespace SampleService.Storage;

/// <summary>
/// Numbers of keys and dimensions that this process knows to be committed. They never change, so no other process can make one of them wrong; what is
/// not known is looked up in the snapshot. Safe for concurrent use.
/// </summary>
internal sealed class NumberCache
{
    /// <summary>Keys are made by users: with more of them it begins anew.</summary>
    private const int MaxCount = 100_000;

    private readonly ConcurrentDictionary<SearchKey, int> _keys = new();
    private readonly ConcurrentDictionary<string, int> _dimensions = new();

    public bool TryGet(SearchKey key, out int number) => _keys.TryGetValue(key, out number);

    public bool TryGet(string dimension, out int number) => _dimensions.TryGetValue(dimension, out number);

    public void Add(SearchKey key, int number) => Add(_keys, key, number);

    public void Add(string dimension, int number) => Add(_dimensions, dimension, number);

    private static void Add<T>(ConcurrentDictionary<T, int> numbers, T name, int number)
        where T : notnull
    {
        if (numbers.Count >= MaxCount)
            numbers.Clear();
        numbers[name] = number;
    }
}
