using System.Diagnostics;
using Npgsql;
using SampleService.Storage.Sqlite;

namespace SampleService.Bench;

/// <summary>
/// Making, replacing and ending a link of an object that has none and of one that has 9 999, and listing the links of the
/// latter against SQL that makes the JSON.
/// </summary>
internal static class LinkFigures
{
    private const int Many = 9_999;
    private const int CallsARound = 40;

    /// <summary>The data objects that a service for trying out has.</summary>
    private const string SmallObject = "1/1/1", LargeObject = "1/2/1";

    private const string SqlOfLarge = "FROM data_links WHERE workspace_id = 1 AND object_id = 2 AND object_version = 1 AND expired_at IS NULL";

    private const string PostgreSqlJson =
        $"""
        SELECT json_agg(json_build_object(
            'linkid', id, 'upa', workspace_id || '/' || object_id || '/' || object_version, 'dataid', nullif(data_id, ''),
            'id', sample_id, 'version', version, 'node', node_id, 'createdby', created_by, 'created', created_at,
            'expiredby', expired_by, 'expired', expired_at) ORDER BY created_at, id)::text
        {SqlOfLarge}
        """;

    private const string SqliteJson =
        $"""
        SELECT json_group_array(json_object(
            'linkid', id, 'upa', workspace_id || '/' || object_id || '/' || object_version, 'dataid', nullif(data_id, ''),
            'id', sample_id, 'version', version, 'node', node_id, 'createdby', created_by, 'created', created_at,
            'expiredby', expired_by, 'expired', expired_at))
        FROM (SELECT * {SqlOfLarge} ORDER BY created_at, id)
        """;

    public static async Task RunAsync(FigureOptions options, FigureTable table)
    {
        await using (var service = await MeasuredService.StartAsync())
            await MeasureAsync("SQLite", service, () => JsonFromSqlite(service.SqlitePath), () => Task.CompletedTask, options, table);
        if (BenchPostgres.SkipReason is not null)
            return;
        await using var postgres = await BenchPostgres.StartAsync();
        var connectionString = await postgres.CreateDatabaseAsync();
        await using var onPostgres = await MeasuredService.StartAsync(connectionString);
        await MeasureAsync("PostgreSQL", onPostgres, () => JsonFromPostgreSql(connectionString), postgres.CheckpointAsync, options, table);
    }

    private static async Task MeasureAsync(
        string backEnd, MeasuredService service, Func<Func<Task<int>>> jsonBySql, Func<Task> settle, FigureOptions options, FigureTable table)
    {
        var small = await OperationsAsync(service, SmallObject);
        var large = await OperationsAsync(service, LargeObject);
        using (var many = new LoadClient(service.Process.Url, options.Connections))
            many.RunCount(Many, large.Fill);
        await settle();

        using var client = new LoadClient(service.Process.Url, 1);
        RunOn(client, small, 200);
        RunOn(client, large, 200);
        var bySmall = new List<double[]>();
        var byLarge = new List<double[]>();
        await Interleaved.MeasureAsync(options.Rounds, () => KeepAsync(small, bySmall), () => KeepAsync(large, byLarge));
        string[] names = ["create_data_link", "create_data_link in the place of another", "expire_data_link"];
        for (var i = 0; i < names.Length; i++)
        {
            var (first, tenThousandth) = (bySmall.Select(times => times[i]).ToArray(), byLarge.Select(times => times[i]).ToArray());
            table.Add(
                $"{names[i]}, {backEnd}, ten-thousandth link of an object", $"{Interleaved.MedianRatio(tenThousandth, first):0.00} of the first's time",
                "1.1", $"{Interleaved.Median(tenThousandth):0.00} ms, {Interleaved.Median(first):0.00} ms");
        }

        await ListAsync(backEnd, client, service, jsonBySql(), options, table);

        Task<double> KeepAsync(Operations operations, List<double[]> to)
        {
            to.Add(RunOn(client, operations, CallsARound));
            return Task.FromResult(0.0);
        }
    }

    private static async Task ListAsync(
        string backEnd, LoadClient client, MeasuredService service, Func<Task<int>> jsonBySql, FigureOptions options, FigureTable table)
    {
        var requests = await service.Caller.RequestsAsync("get_data_links_from_data", [$$"""{"upa":"{{LargeObject}}"}"""]);
        client.RunCount(100, requests);
        for (var i = 0; i < 20; i++)
            await jsonBySql();
        var times = await Interleaved.MeasureAsync(
            options.Rounds,
            async () =>
            {
                var calls = new List<double>();
                for (var i = 0; i < 10; i++)
                {
                    var start = Stopwatch.GetTimestamp();
                    if (await jsonBySql() < requests.AnswerLength / 2)
                        throw new LoadException("Not all links were listed.");
                    calls.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }

                return Interleaved.Median(calls);
            },
            () => Task.FromResult(client.RunCount(10, requests).Percentile(0.5)));
        table.Add(
            $"get_data_links_from_data, {Many} links, {backEnd}", $"{Interleaved.MedianRatio(times[1], times[0]):0.00} of SQL to JSON's time", "",
            $"{Interleaved.Median(times[1]):0.0} ms, {requests.AnswerLength / 1e6:0.0} MB; SQL to JSON {Interleaved.Median(times[0]):0.0} ms");
    }

    /// <summary>The median times of making, replacing and ending, in milliseconds.</summary>
    private static double[] RunOn(LoadClient client, Operations operations, int calls)
    {
        LoadRequests[] steps = [operations.Create, operations.Replace, operations.Expire];
        var times = steps.Select(_ => new List<double>()).ToArray();
        for (var call = 0; call < calls; call++)
            for (var i = 0; i < steps.Length; i++)
                times[i].Add(client.RunCount(1, steps[i]).Percentile(0.5));
        return [.. times.Select(values => Interleaved.Median(values))];
    }

    private static async Task<Operations> OperationsAsync(MeasuredService service, string upa)
    {
        var sample = await service.Caller.CreateSampleAsync();
        var caller = service.Caller;
        // The first of the requests is made here already, to see how long its answer is.
        var create = await caller.RequestsAsync("create_data_link", [Link("data-x", "core-1", "")]);
        var replace = await caller.RequestsAsync("create_data_link", [Link("data-x", "part-1", ",\"update\":true")]);
        var expire = await caller.RequestsAsync("expire_data_link", [$$"""{"upa":"{{upa}}","dataid":"data-x"}"""]);
        var fill = Enumerable.Range(1, Many).Select(i => Link($"d{i:00000}", "core-1", "")).ToArray();
        var first = await caller.RequestsAsync("create_data_link", [fill[0]]);
        await caller.CallAsync("expire_data_link", $$"""{"upa":"{{upa}}","dataid":"d00001"}""");
        return new Operations(create, replace, expire, caller.Requests("create_data_link", fill, first.AnswerLength));

        string Link(string data, string node, string more) =>
            $$"""{"upa":"{{upa}}","dataid":"{{data}}","id":"{{sample}}","version":1,"node":"{{node}}"{{more}}}""";
    }

    private static Func<Task<int>> JsonFromSqlite(string path)
    {
        var session = SqliteSession.OpenReader(path);
        return () => Task.FromResult(session.Prepare(SqliteJson).ReadSingle(row => row.GetBytes(0).Length));
    }

    private static Func<Task<int>> JsonFromPostgreSql(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        var command = new NpgsqlCommand(PostgreSqlJson, connection);
        command.Prepare();
        return async () =>
        {
            await using var reader = await command.ExecuteReaderAsync();
            await reader.ReadAsync();
            return (await reader.GetFieldValueAsync<byte[]>(0)).Length;
        };
    }

    private sealed record Operations(LoadRequests Create, LoadRequests Replace, LoadRequests Expire, LoadRequests Fill);
}
