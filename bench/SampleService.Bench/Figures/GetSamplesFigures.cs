using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;
using SampleService.Domain;
using SampleService.Storage.Sqlite;

namespace SampleService.Bench;

/// <summary>get_samples of 1 000 samples of 2 KB, against fetching the rows of their versions and nothing else.</summary>
internal static class GetSamplesFigures
{
    private const int Samples = 1000;
    private const int CallsARound = 20;

    public static async Task RunAsync(FigureOptions options, FigureTable table)
    {
        await using (var service = await MeasuredService.StartAsync())
            await MeasureAsync("SQLite", service, ids => FetchFromSqlite(service.SqlitePath, ids), options, table);
        if (BenchPostgres.SkipReason is not null)
            return;
        await using var postgres = await BenchPostgres.StartAsync();
        var connectionString = await postgres.CreateDatabaseAsync();
        await using var onPostgres = await MeasuredService.StartAsync(connectionString);
        await MeasureAsync("PostgreSQL", onPostgres, ids => FetchFromPostgreSql(connectionString, ids), options, table);
    }

    private static async Task MeasureAsync(
        string backEnd, MeasuredService service, Func<Guid[], Func<Task<int>>> fetchOf, FigureOptions options, FigureTable table)
    {
        var ids = new Guid[Samples];
        for (var i = 0; i < Samples; i++)
            ids[i] = await service.Caller.CreateSampleAsync();
        var fetch = fetchOf(ids);
        var argument = $$"""{"samples":[{{string.Join(',', ids.Select(id => $$"""{"id":"{{id}}","version":1}"""))}}]}""";
        var requests = await service.Caller.RequestsAsync("get_samples", [argument]);
        using var client = new LoadClient(service.Process.Url, 1);
        client.RunCount(200, requests);
        for (var i = 0; i < 200; i++)
            await fetch();
        var times = await Interleaved.MeasureAsync(
            options.Rounds,
            async () =>
            {
                var calls = new List<double>();
                for (var i = 0; i < CallsARound; i++)
                {
                    var start = Stopwatch.GetTimestamp();
                    if (await fetch() != Samples)
                        throw new LoadException("Not all samples were fetched.");
                    calls.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }

                return Interleaved.Median(calls);
            },
            () => Task.FromResult(client.RunCount(CallsARound, requests).Percentile(0.5)));
        table.Add(
            $"get_samples of 1 000, {backEnd}", $"{Interleaved.MedianRatio(times[1], times[0]):0.00} of the bare fetch's time", "1.5",
            $"{Interleaved.Median(times[1]):0.0} ms, {requests.AnswerLength / 1e6:0.0} MB; bare fetch {Interleaved.Median(times[0]):0.0} ms");
    }

    private static Func<Task<int>> FetchFromSqlite(string path, Guid[] ids)
    {
        var session = SqliteSession.OpenReader(path);
        var asked = ids.Select(id => new SampleAddress(new SampleId(id), new VersionNumber(1))).ToArray();
        const string Sql =
            """
            SELECT v.version, v.saved_by, v.name, v.saved_at, v.node_tree FROM json_each(@asked) AS asked
            CROSS JOIN sample_versions AS v
                ON v.sample_id = substr(asked.value, 1, 36) AND v.version = CAST(substr(asked.value, 38) AS INTEGER)
            """;
        return () => Task.FromResult(session.Prepare(Sql).BindAddresses("@asked", asked).ReadAll(row => row.GetBytes(4)).Count);
    }

    private static Func<Task<int>> FetchFromPostgreSql(string connectionString, Guid[] ids)
    {
        var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        const string Sql =
            """
            SELECT v.version, v.saved_by, v.name, v.saved_at, v.node_tree FROM unnest($1, $2) AS asked (id, version)
            JOIN sample_versions AS v ON v.sample_id = asked.id AND v.version = asked.version
            """;
        var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = ids, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        command.Parameters.Add(new NpgsqlParameter<int[]>
        {
            TypedValue = [.. ids.Select(_ => 1)],
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer,
        });
        command.Prepare();
        return async () =>
        {
            var count = 0;
            await using var reader = await command.ExecuteReaderAsync(System.Data.CommandBehavior.SequentialAccess);
            for (; await reader.ReadAsync(); count++)
                await reader.GetFieldValueAsync<byte[]>(4);
            return count;
        };
    }
}
