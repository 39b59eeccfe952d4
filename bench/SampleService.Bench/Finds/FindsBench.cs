namespace SampleService.Bench;

/// <summary>What find_samples costs, on both back ends: times, pages, memory, and the indexer.</summary>
internal static class FindsBench
{
    private const int SmallSize = 10_000;

    public static async Task RunAsync(FigureOptions options, int samples, string only, FigureTable table)
    {
        if ("SQLite".Contains(only, StringComparison.Ordinal))
        {
            await FillProof.OnSqliteAsync();
            await IndexerFigures.OnSqliteAsync(table);
            await MeasureAsync("SQLite", FindsDatabase.OnSqliteAsync, options, samples, table);
        }

        if (!"PostgreSQL".Contains(only, StringComparison.Ordinal) || BenchPostgres.SkipReason is not null)
            return;
        await using var server = await BenchPostgres.StartAsync("shared_preload_libraries=pg_stat_statements");
        await FillProof.OnPostgreSqlAsync(server);
        await IndexerFigures.OnPostgreSqlAsync(server, table);
        await MeasureAsync("PostgreSQL", size => FindsDatabase.OnPostgreSqlAsync(server, size), options, samples, table);
    }

    private static async Task MeasureAsync(
        string backEnd, Func<int, Task<FindsDatabase>> open, FigureOptions options, int samples, FigureTable table)
    {
        await using var small = await open(SmallSize);
        await using var grown = await open(samples);
        await FindTimes.RunAsync(backEnd, small, grown, options, table);
        await FindMemory.RunAsync(backEnd, grown, table);
    }
}
