using SampleService.Search;

namespace SampleService.Storage.Sqlite;

/// <summary>Looks up the numbers of keys and dimensions that are not known.</summary>
internal static class NumberReader
{
    /// <summary>The numbers that a query needs.</summary>
    public static NumberTable Read(SqliteSession session, NumberCache cache, PostingQuery query)
    {
        var (keys, dimensions) = NumberTable.NeededBy(query);
        var numbers = new NumberTable();
        foreach (var key in keys)
        {
            if (key.AnyValueKey)
                numbers.Add(key, session.Prepare(SearchSql.FindKeysOfAnyValue).Bind("@key", key.Key.Key).ReadAll(static row => row.GetInt32(0)));
            else if (Find(session, cache, key.Key) is { } number)
                numbers.Add(key, [number]);
        }

        foreach (var dimension in dimensions)
            if (Find(session, cache, dimension) is { } number)
                numbers.Add(dimension, number);
        return numbers;
    }

    private static int? Find(SqliteSession session, NumberCache cache, SearchKey key)
    {
        if (cache.TryGet(key, out var known))
            return known;
        var found = (int?)session.Prepare(SearchSql.FindKey).Bind("@key", key.Key).Bind("@value_key", key.ValueKey).ReadInt64();
        if (found is { } number)
            cache.Add(key, number);
        return found;
    }

    private static int? Find(SqliteSession session, NumberCache cache, string dimension)
    {
        if (cache.TryGet(dimension, out var known))
            return known;
        var found = (int?)session.Prepare(SearchSql.FindDimension).Bind("@name", dimension).ReadInt64();
        if (found is { } number)
            cache.Add(dimension, number);
        return found;
    }
}
