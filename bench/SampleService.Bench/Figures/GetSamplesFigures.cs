using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;
using SampleService.Domain;
using SampleService.Storage.Sqlite;

namespace SampleService.Bench;

/// <summary>
/// get_samples of 1 000 samples of 2 KB, against fetching the rows of their versions and nothing else: the same ones again and
/// again, and other ones each time, of more than the service remembers.
/// </summary>
internal static class GetSamplesFigures
{
    private const int SamplesACall = 1000;
    private const int Sets = 40;
    private const int CallsARound = 20;

    public static async Task RunAsync(FigureOptions options, FigureTable table)
    {
        await using (var service = await MeasuredService.StartAsync())
            await MeasureAsync("SQLite", service, FetchFromSqlite(service.SqlitePath), Sets, options, table);
        if (BenchPostgres.SkipReason is not null)
            return;
        await using var postgres = await BenchPostgres.StartAsync();
        var connectionString = await postgres.CreateDatabaseAsync();
        await using (var onPostgres = await MeasuredService.StartAsync(connectionString))
            await MeasureAsync("PostgreSQL", onPostgres, FetchFromPostgreSql(connectionString), Sets, options, table);
        connectionString = await postgres.CreateDatabaseAsync();
        await using var shared = await MeasuredService.StartAsync(connectionString, isShared: true);
        await MeasureAsync("PostgreSQL, shared", shared, FetchFromPostgreSql(connectionString), 1, options, table);
    }

    private static async Task MeasureAsync(
        string backEnd, MeasuredService service, Func<Guid[], Task<int>> fetch, int setCount, FigureOptions options,
        FigureTable table)
    {
        var ids = new Guid[setCount * SamplesACall];
        await Parallel.ForAsync(
            0, ids.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Connections },
            async (i, _) => ids[i] = await service.Caller.CreateSampleAsync());
        var sets = ids.Chunk(SamplesACall).ToArray();
        var arguments = sets.Select(set =>
            $$"""{"samples":[{{string.Join(',', set.Select(id => $$"""{"id":"{{id}}","version":1}"""))}}]}""").ToArray();
        await MeasureAsync($"get_samples of 1 000, {backEnd}", service, fetch, sets[..1], arguments[..1], "1.5", options, table);
        if (setCount > 1)
            await MeasureAsync($"get_samples of 1 000, 40 000 in turn, {backEnd}", service, fetch, sets, arguments, "", options, table);
    }

    private static async Task MeasureAsync(
        string name, MeasuredService service, Func<Guid[], Task<int>> fetch, Guid[][] sets, string[] arguments, string goal,
        FigureOptions options, FigureTable table)
    {
        var requests = await service.Caller.RequestsAsync("get_samples", arguments);
        using var client = new LoadClient(service.Process.Url, 1);
        var next = 0;
        client.RunFor(options.WarmUpTime, requests);
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < options.WarmUpTime;)
            await FetchAsync();
        var times = await Interleaved.MeasureAsync(
            options.Rounds,
            async () =>
            {
                var calls = new List<double>();
                for (var i = 0; i < CallsARound; i++)
                    calls.Add(await FetchAsync());
                return Interleaved.Median(calls);
            },
            () => Task.FromResult(client.RunCount(CallsARound, requests).Percentile(0.5)));
        table.Add(
            name, $"{Interleaved.MedianRatio(times[1], times[0]):0.00} of the bare fetch's time", goal,
            $"{Interleaved.Median(times[1]):0.0} ms, {requests.AnswerLength / 1e6:0.0} MB; bare fetch {Interleaved.Median(times[0]):0.0} ms");

        async Task<double> FetchAsync()
        {
            var set = sets[next++ % sets.Length];
            var start = Stopwatch.GetTimestamp();
            if (await fetch(set) != SamplesACall)
                throw new LoadException("Not all samples were fetched.");
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
    }

    private static Func<Guid[], Task<int>> FetchFromSqlite(string path)
    {
        var session = SqliteSession.OpenReader(path);
        const string Sql =
            """
            SELECT v.version, v.saved_by, v.name, v.saved_at, v.node_tree FROM json_each(@ids) AS asked
            CROSS JOIN sample_versions AS v ON v.sample_id = asked.value AND v.version = 1
            """;
        return ids => Task.FromResult(
            session.Prepare(Sql).BindIds("@ids", ids.Select(id => new SampleId(id))).ReadAll(row => row.GetBytes(4)).Count);
    }

    private static Func<Guid[], Task<int>> FetchFromPostgreSql(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        const string Sql =
            """
            SELECT v.version, v.saved_by, v.name, v.saved_at, v.node_tree FROM unnest($1) AS asked (id)
            JOIN sample_versions AS v ON v.sample_id = asked.id AND v.version = 1
            """;
        var command = new NpgsqlCommand(Sql, connection);
        var parameter = new NpgsqlParameter<Guid[]> { TypedValue = [], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid };
        command.Parameters.Add(parameter);
        command.Prepare();
        return async ids =>
        {
            parameter.TypedValue = ids;
            var count = 0;
            await using var reader = await command.ExecuteReaderAsync(System.Data.CommandBehavior.SequentialAccess);
            for (; await reader.ReadAsync(); count++)
                await reader.GetFieldValueAsync<byte[]>(4);
            return count;
        };
    }
}
