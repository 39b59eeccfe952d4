using System.Diagnostics;
using System.Globalization;

namespace SampleService.Bench;

/// <summary>
/// apply of a thousand samples of 2 KB, each with an entry in its ACLs, a link and an identifier, in four calls of a thousand operations, against the
/// bare statements that store the same rows in as many transactions; what a save beside such calls waits.
/// </summary>
internal static class ApplyFigures
{
    private const int Rows = 1000;
    private const int RowsOfCall = 250;

    private static int _round;

    public static async Task RunAsync(FigureOptions options, FigureTable table)
    {
        await using (var service = await MeasuredService.StartAsync())
        {
            using var bare = new BareSqliteRows();
            await MeasureAsync("SQLite", service, options, table, () => bare.Write(RowsOfCall));
        }

        if (BenchPostgres.SkipReason is not null)
            return;
        await using var postgres = await BenchPostgres.StartAsync();
        await using var onPostgres = await MeasuredService.StartAsync(await postgres.CreateDatabaseAsync());
        (await onPostgres.CreateUserAsync("bob")).Dispose();
        await using var rows = await BarePostgreSqlRows.OpenAsync(await postgres.CreateMigratedDatabaseAsync());
        await MeasureAsync("PostgreSQL", onPostgres, options, table, () => rows.Write(RowsOfCall));
    }

    private static async Task MeasureAsync(string backEnd, MeasuredService service, FigureOptions options, FigureTable table, Action writeBare)
    {
        for (var warmUp = Stopwatch.StartNew(); warmUp.Elapsed < options.WarmUpTime;)
        {
            await WriteAsync();
            WriteBare();
        }

        var times = await Interleaved.MeasureAsync(options.Rounds, SettleAndWriteAsync, () => Task.FromResult(WriteBare()));
        table.Add(
            $"apply, {Rows} rows of sample, ACL, link and identifier, {backEnd}", $"{Interleaved.MedianRatio(times[0], times[1]):0.00} of the time of bare statements", "at most 2",
            $"{Interleaved.Median(times[0]):0} ms of {Interleaved.Median(times[1]):0} ms; a call of {4 * RowsOfCall} operations {Interleaved.Median(times[0]) * RowsOfCall / Rows:0} ms");
        await MeasureWaitAsync(backEnd, service, options, table);

        // What was written is found at once; that it is indexed too is nothing that the caller waits for.
        async Task<double> SettleAndWriteAsync()
        {
            await MeasuredProcess.SettleAsync(service.Process);
            return await WriteAsync();
        }

        async Task<double> WriteAsync()
        {
            var calls = Enumerable.Range(0, Rows / RowsOfCall).Select(static _ => Argument()).ToList();
            var watch = Stopwatch.StartNew();
            foreach (var call in calls)
                await ApplyAsync(service, call);
            return watch.Elapsed.TotalMilliseconds;
        }

        double WriteBare()
        {
            var watch = Stopwatch.StartNew();
            for (var call = 0; call < Rows / RowsOfCall; call++)
                writeBare();
            return watch.Elapsed.TotalMilliseconds;
        }
    }

    /// <summary>One caller saves samples, one after the other: alone, and beside another one who sends one large call after the other.</summary>
    private static async Task MeasureWaitAsync(string backEnd, MeasuredService service, FigureOptions options, FigureTable table)
    {
        var alone = await SaveAsync(service, options.Seconds, null);
        using var end = new CancellationTokenSource();
        var calls = ApplyUntilAsync(service, end.Token);
        var beside = await SaveAsync(service, options.Seconds, calls);
        await end.CancelAsync();
        await calls;
        table.Add(
            $"create_sample beside calls of {4 * RowsOfCall} operations, {backEnd}", $"{Interleaved.Median(beside):0.0} ms, {beside.Max():0} ms at most", "",
            $"{Interleaved.Median(alone):0.0} ms, {alone.Max():0} ms at most alone");
    }

    private static async Task<double[]> SaveAsync(MeasuredService service, double seconds, Task? beside)
    {
        var times = new List<double>();
        var all = Stopwatch.StartNew();
        while (all.Elapsed.TotalSeconds < seconds * 2 && beside is not { IsFaulted: true })
        {
            var watch = Stopwatch.StartNew();
            await service.Caller.CallAsync("create_sample", $$"""{"sample":{{BenchSample.Sample}}}""");
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        return [.. times];
    }

    private static async Task ApplyUntilAsync(MeasuredService service, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
            await ApplyAsync(service, Argument());
    }

    private static async Task ApplyAsync(MeasuredService service, string argument)
    {
        if (!(await service.Caller.CallAsync("apply", argument)).GetProperty("applied").GetBoolean())
            throw new LoadException("A call was not applied.");
    }

    private static string Argument()
    {
        var call = Interlocked.Increment(ref _round);
        var operations = Enumerable.Range(0, RowsOfCall).Select(row => string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            {"op":"create_sample","sample":{{BenchSample.Sample}}},{"op":"update_sample_acls","id":"#{{4 * row}}","read":["bob"]},
            {"op":"create_data_link","id":"#{{4 * row}}","node":"core-1","upa":"1/{{1 + call % 2}}/1","dataid":"{{call}}-{{row}}"},
            {"op":"add_identifier","id":"#{{4 * row}}","namespace":"~alice","value":"{{call}}-{{row}}"}
            """));
        return $$"""{"operations":[{{string.Join(',', operations)}}]}""";
    }
}
