using System.Diagnostics;
using System.Globalization;

namespace SampleService.Bench;

/// <summary>
/// apply of a thousand samples of 2 KB, each with an entry in its ACLs and a link, in four calls, against the bare statements that store the same
/// rows in as many transactions.
/// </summary>
internal static class ApplyFigures
{
    private const int Rows = 1000;
    private const int RowsOfCall = 250;

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
        var round = 0;
        await ApplyAsync();
        Write();
        var times = await Interleaved.MeasureAsync(options.Rounds, ApplyAsync, () => Task.FromResult(Write()));
        table.Add(
            $"apply, {Rows} rows of sample, ACL and link, {backEnd}", $"{Interleaved.MedianRatio(times[0], times[1]):0.00} of the time of bare statements", "at most 2",
            $"{Interleaved.Median(times[0]):0} ms of {Interleaved.Median(times[1]):0} ms; a call of {3 * RowsOfCall} operations {Interleaved.Median(times[0]) * RowsOfCall / Rows:0} ms");

        async Task<double> ApplyAsync()
        {
            round++;
            var calls = Enumerable.Range(0, Rows / RowsOfCall).Select(call => Argument(round, call)).ToList();
            var watch = Stopwatch.StartNew();
            foreach (var call in calls)
                if (!(await service.Caller.CallAsync("apply", call)).GetProperty("applied").GetBoolean())
                    throw new LoadException("A call was not applied.");
            return watch.Elapsed.TotalMilliseconds;
        }

        double Write()
        {
            var watch = Stopwatch.StartNew();
            for (var call = 0; call < Rows / RowsOfCall; call++)
                writeBare();
            return watch.Elapsed.TotalMilliseconds;
        }
    }

    private static string Argument(int round, int call)
    {
        var operations = Enumerable.Range(0, RowsOfCall).Select(row => string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            {"op":"create_sample","sample":{{BenchSample.Sample}}},{"op":"update_sample_acls","id":"#{{3 * row}}","read":["bob"]},
            {"op":"create_data_link","id":"#{{3 * row}}","node":"core-1","upa":"1/1/1","dataid":"{{round}}-{{call}}-{{row}}"}
            """));
        return $$"""{"operations":[{{string.Join(',', operations)}}]}""";
    }
}
