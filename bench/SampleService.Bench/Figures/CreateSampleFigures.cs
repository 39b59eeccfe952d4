using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SampleService.Domain;
using SampleService.Storage.Sqlite;
using SampleService.Testing.Servers;

namespace SampleService.Bench;

/// <summary>
/// create_sample of a 2 KB sample: on PostgreSQL against pgbench with the same statement, on SQLite against one writer
/// that does nothing but run the same statements, so many to a transaction as there are callers.
/// </summary>
internal static partial class CreateSampleFigures
{
    public static async Task RunAsync(FigureOptions options, FigureTable table)
    {
        foreach (var callers in (int[])[1, 64])
            await OnSqliteAsync(options, table, callers);
        if (BenchPostgres.SkipReason is null)
            await OnPostgreSqlAsync(options, table);
    }

    private static async Task OnSqliteAsync(FigureOptions options, FigureTable table, int callers)
    {
        await using var service = await MeasuredService.StartAsync();
        using var client = new LoadClient(service.Process.Url, callers);
        using var folder = new TemporaryDirectory();
        var path = Path.Combine(folder.Path, "raw.db");
        MakeTables(path);
        var session = SqliteSession.OpenWriter(path);
        var requests = await service.Caller.RequestsAsync("create_sample", [BenchSample.CreateArgument]);
        client.RunFor(options.WarmUpTime, requests);
        RunRaw(session, callers, options.LoadTime);
        LoadResult? last = null;
        var rates = await Interleaved.MeasureAsync(
            options.Rounds,
            () => Task.FromResult(RunRaw(session, callers, options.LoadTime)),
            () => Task.FromResult((last = client.RunFor(options.LoadTime, requests)).Rate));
        session.Close();
        table.Add(
            $"create_sample, SQLite, {callers} caller{(callers == 1 ? "" : "s")}", $"{Interleaved.Median(rates[1]):0} a second",
            callers == 1 ? "" : "10 000",
            $"{Interleaved.MedianRatio(rates[1], rates[0]):0.00} of raw SQLite in groups of {callers} ({Interleaved.Median(rates[0]):0}); p50 {last!.Percentile(0.5):0.00} ms, p99 {last.Percentile(0.99):0.00} ms");
    }

    /// <summary>A SQLite database with the tables of the service, for a yardstick.</summary>
    public static void MakeTables(string path)
    {
        var options = new SqliteDatabaseOptions { Path = path };
        SqliteDatabase.Open(options, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<SqliteDatabase>.Instance)
            .DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private static double RunRaw(SqliteSession session, int group, TimeSpan time)
    {
        var content = BenchSample.Content;
        var watch = Stopwatch.StartNew();
        var made = 0;
        for (; watch.Elapsed < time; made += group)
        {
            session.Prepare("BEGIN IMMEDIATE").Execute();
            for (var i = 0; i < group; i++)
                Insert(session, SampleId.New(TimeProvider.System).Value, content);
            session.Prepare("COMMIT").Execute();
        }

        return made / watch.Elapsed.TotalSeconds;
    }

    private static void Insert(SqliteSession session, Guid id, SampleContent content)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        session.Prepare(SampleSql.InsertSample).Bind("@id", id).Bind("@owner", "alice").Bind("@now", now).Execute();
        session.Prepare(SampleSql.InsertVersion)
            .Bind("@id", id).Bind("@version", 1).Bind("@name", content.Name).Bind("@saved_by", "alice").Bind("@now", now)
            .Bind("@write", id).Bind("@count", content.Nodes.Length).BindText("@tree", content.NodeTree.Span).Execute();
        for (var position = 0; position < content.Nodes.Length; position++)
            session.Prepare(SampleSql.InsertNode)
                .Bind("@id", id).Bind("@version", 1).Bind("@node", content.Nodes[position].Id.Value).Bind("@position", position)
                .Bind("@start", content.Nodes[position].Start).Bind("@length", content.Nodes[position].Length).Execute();
    }

    private static async Task OnPostgreSqlAsync(FigureOptions options, FigureTable table)
    {
        await using var postgres = await BenchPostgres.StartAsync();
        await using var service = await MeasuredService.StartAsync(await postgres.CreateDatabaseAsync());
        var raw = await postgres.CreateMigratedDatabaseAsync();
        using var client = new LoadClient(service.Process.Url, options.Connections);
        using var folder = new TemporaryDirectory();
        var script = Path.Combine(folder.Path, "create.sql");
        await File.WriteAllTextAsync(script, Script());
        var requests = await service.Caller.RequestsAsync("create_sample", [BenchSample.CreateArgument]);
        client.RunFor(options.WarmUpTime, requests);
        LoadResult? last = null;
        var rates = await Interleaved.MeasureAsync(
            options.Rounds,
            async () =>
            {
                await postgres.CheckpointAsync();
                return await postgres.RunPgbenchAsync(raw, script, options.Connections, options.Seconds);
            },
            async () =>
            {
                await postgres.CheckpointAsync();
                return (last = client.RunFor(options.LoadTime, requests)).Rate;
            });
        table.Add(
            $"create_sample, PostgreSQL, {options.Connections} callers", $"{Interleaved.MedianRatio(rates[1], rates[0]):0.00} of pgbench", "0.7",
            $"{Interleaved.Median(rates[1]):0} a second of {Interleaved.Median(rates[0]):0}; p50 {last!.Percentile(0.5):0.00} ms, p99 {last.Percentile(0.99):0.00} ms");
    }

    /// <summary>The statement of the store, its parameters as constants, but for the ids, which begin with the time.</summary>
    private static string Script()
    {
        const string Id =
            """
            (SELECT (left(t, 8) || '-' || right(t, 4) || '-7' || substr(gen_random_uuid()::text, 16))::uuid
             FROM lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0') AS t)
            """;
        var content = BenchSample.Content;
        var tree = Encoding.ASCII.GetString(content.NodeTree.Span);
        // The script of pgbench takes a colon before a letter for a variable; JSON can have a space there.
        string[] values =
        [
            "NULL::bigint", Id, "'alice'", $"'{BenchSample.Name}'", "gen_random_uuid()", $"'{ColonBeforeLetter().Replace(tree, ": ")}'",
            $"ARRAY[{string.Join(',', content.Nodes.Select(n => $"'{n.Id.Value}'"))}]",
            $"ARRAY[{string.Join(',', content.Nodes.Select(n => n.Start.ToString(CultureInfo.InvariantCulture)))}]",
            $"ARRAY[{string.Join(',', content.Nodes.Select(n => n.Length.ToString(CultureInfo.InvariantCulture)))}]",
        ];
        var sql = Parameter().Replace(Storage.PostgreSql.SampleSql.Create, match => values[int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) - 1]);
        return sql.ReplaceLineEndings(" ") + ";\n";
    }

    [GeneratedRegex(@"\$(\d+)")]
    private static partial Regex Parameter();

    [GeneratedRegex(":(?=[a-z])")]
    private static partial Regex ColonBeforeLetter();
}
