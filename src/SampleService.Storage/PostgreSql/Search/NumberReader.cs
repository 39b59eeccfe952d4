using System.Data;
using Npgsql;
using SampleService.Search;

namespace SampleService.Storage.PostgreSql;

/// <summary>Looks up the numbers of keys and dimensions, in one round trip, if any are not known.</summary>
internal static class NumberReader
{
    /// <summary>The numbers that a query needs.</summary>
    public static async Task<NumberTable> ReadAsync(
        PostgreSqlSession session, NumberCache cache, PostingQuery query, CancellationToken cancellation)
    {
        var (keys, dimensions) = NumberTable.NeededBy(query);
        var numbers = new NumberTable();
        foreach (var key in keys.Where(static key => !key.AnyValueKey).ToList())
            if (cache.TryGet(key.Key, out var number) && keys.Remove(key))
                numbers.Add(key, [number]);
        foreach (var dimension in dimensions.ToList())
            if (cache.TryGet(dimension, out var number) && dimensions.Remove(dimension))
                numbers.Add(dimension, number);

        var single = keys.Where(static key => !key.AnyValueKey).ToArray();
        var any = keys.Where(static key => key.AnyValueKey).ToArray();
        var names = dimensions.ToArray();
        if (single.Length + any.Length + names.Length == 0)
            return numbers;
        await session.RunAsync(
            [
                new PostgreSqlStatement(SearchSql.FindKeys)
                    .Bind(Array.ConvertAll(single, static key => key.Key.Key)).Bind(Array.ConvertAll(single, static key => key.Key.ValueKey)),
                new PostgreSqlStatement(SearchSql.FindKeysOfAnyValue).Bind(Array.ConvertAll(any, static key => key.Key.Key)),
                new PostgreSqlStatement(SearchSql.FindDimensions).Bind(names),
            ],
            async (rows, token) =>
            {
                await ForEachAsync(rows, (place, number) =>
                {
                    numbers.Add(single[place], [number]);
                    cache.Add(single[place].Key, number);
                }, token).ConfigureAwait(false);
                await rows.NextResultAsync(token).ConfigureAwait(false);
                var found = new List<int>[any.Length];
                await ForEachAsync(rows, (place, number) => (found[place] ??= []).Add(number), token).ConfigureAwait(false);
                for (var i = 0; i < any.Length; i++)
                    numbers.Add(any[i], found[i] ?? []);
                await rows.NextResultAsync(token).ConfigureAwait(false);
                await ForEachAsync(rows, (place, number) =>
                {
                    numbers.Add(names[place], number);
                    cache.Add(names[place], number);
                }, token).ConfigureAwait(false);
                return true;
            },
            CommandBehavior.Default, cancellation).ConfigureAwait(false);
        return numbers;
    }

    private static async Task ForEachAsync(NpgsqlDataReader rows, Action<int, int> take, CancellationToken cancellation)
    {
        while (await rows.ReadAsync(cancellation).ConfigureAwait(false))
            if (!rows.IsDBNull(1))
                take((int)rows.GetInt64(0) - 1, rows.GetInt32(1));
    }
}
