using System.Diagnostics;
using System.Globalization;
using SampleService.Storage.Tests.Growth;

namespace SampleService.Bench;

/// <summary>Measures what operations cost in a small and in a grown database, in turns.</summary>
internal static class GrowthBench
{
    /// <summary>
    /// As many samples as listings need to have something to list, which shall be as much as in the grown database.
    /// </summary>
    private const int SmallSize = 100;

    private const int WarmUpRounds = 50;

    public static async Task RunAsync(GrowthOptions options)
    {
        var lines = new List<string>
        {
            "| back end | operation | next to empty, ms | grown, ms | ratio |",
            "|---|---|---:|---:|---:|",
        };
        await MeasureAsync("SQLite", BenchDatabase.OnSqliteAsync, options, lines);
        if (options.PostgreSql is { } server)
            await MeasureAsync("PostgreSQL", size => BenchDatabase.OnPostgreSqlAsync(size, server), options, lines);
        foreach (var line in lines)
            Console.Out.WriteLine(line);
    }

    private static async Task MeasureAsync(
        string backEnd, Func<int, Task<BenchDatabase>> open, GrowthOptions options, List<string> lines)
    {
        Report($"{backEnd}: filling");
        var watch = Stopwatch.StartNew();
        await using var small = await open(SmallSize);
        await using var grown = await open(options.Samples);
        Report($"{backEnd}: {options.Samples} samples, {options.Samples * GrowthData.LinksPerSample} links in {watch.Elapsed.TotalSeconds:0} s");
        foreach (var operation in Operation.All)
        {
            Report($"{backEnd}: {operation.Name}");
            var (before, after) = await MeasureAsync(operation, small, grown, options.Rounds);
            lines.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"| {backEnd} | {operation.Name} | {before:0.000} | {after:0.000} | {after / before:0.00} |"));
        }
    }

    private static async Task<(double Small, double Grown)> MeasureAsync(
        Operation operation, BenchDatabase small, BenchDatabase grown, int rounds)
    {
        // The same numbers in each run; each database is the first of a round in turn.
        var random = new Random(1);
        var (ofSmall, ofGrown) = (new List<double>(), new List<double>());
        for (var round = -WarmUpRounds; round < rounds; round++)
        {
            var order = round % 2 == 0 ? (BenchDatabase[])[small, grown] : [grown, small];
            foreach (var database in order)
            {
                var number = random.Next(1, database.Size + 1);
                var start = Stopwatch.GetTimestamp();
                await operation.RunAsync(database, number);
                var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                if (round >= 0)
                    (database == small ? ofSmall : ofGrown).Add(time);
            }
        }

        return (Median(ofSmall), Median(ofGrown));
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }

    private static void Report(FormattableString text) => Console.Error.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
