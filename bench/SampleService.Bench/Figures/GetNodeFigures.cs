using System.Globalization;

namespace SampleService.Bench;

/// <summary>
/// get_node of the last node of a sample of 10 000, against get_sample of all of it: the same again and again, which both have in memory,
/// and a sample never asked for before, which both read from the database.
/// </summary>
internal static class GetNodeFigures
{
    private const int Nodes = 10_000;
    private const int CallsARound = 20;
    private const string Goal = "0.05";

    public static async Task RunAsync(FigureOptions options, FigureTable table)
    {
        await using (var service = await MeasuredService.StartAsync())
            await MeasureAsync("SQLite", service, options, table);
        if (BenchPostgres.SkipReason is not null)
            return;
        await using var postgres = await BenchPostgres.StartAsync();
        await using var onPostgres = await MeasuredService.StartAsync(await postgres.CreateDatabaseAsync());
        await MeasureAsync("PostgreSQL", onPostgres, options, table);
    }

    private static async Task MeasureAsync(string backEnd, MeasuredService service, FigureOptions options, FigureTable table)
    {
        var sample = BenchSample.OfNodes(Nodes);
        var last = BenchSample.NameOfNode(Nodes - 1);
        using var client = new LoadClient(service.Process.Url, 1);

        // Of the first both are asked for until code is compiled; each of the others once for each method, and nothing of it is in memory then.
        var ids = new List<Guid>();
        for (var i = 0; i <= 2 * options.Rounds; i++)
            ids.Add((await service.Caller.CallAsync("create_sample", sample)).GetProperty("id").GetGuid());
        var whole = await service.Caller.RequestsAsync("get_sample", [Whole(ids[0])]);
        var node = await service.Caller.RequestsAsync("get_node", [Node(ids[0])]);
        client.RunFor(options.LoadTime, whole);
        client.RunFor(options.WarmUpTime, node);
        var hot = await Interleaved.MeasureAsync(
            options.Rounds,
            () => Task.FromResult(client.RunCount(CallsARound, whole).Percentile(0.5)),
            () => Task.FromResult(client.RunCount(CallsARound, node).Percentile(0.5)));
        Report("in memory", hot);

        // Their nodes are being indexed until then.
        await MeasuredProcess.SettleAsync(service.Process);
        var next = 1;
        var cold = await Interleaved.MeasureAsync(
            options.Rounds,
            () => Task.FromResult(client.RunCount(1, service.Caller.Requests("get_sample", [Whole(ids[next++])], whole.AnswerLength)).Percentile(0.5)),
            () => Task.FromResult(client.RunCount(1, service.Caller.Requests("get_node", [Node(ids[next++])], node.AnswerLength)).Percentile(0.5)));
        Report("never asked for before", cold);

        void Report(string name, double[][] times) => table.Add(
            $"get_node, last of 10 000, {name}, {backEnd}", $"{Interleaved.MedianRatio(times[1], times[0]):0.000} of get_sample's time", Goal,
            $"{Interleaved.Median(times[1]):0.00} ms; get_sample {Interleaved.Median(times[0]):0.0} ms, {whole.AnswerLength / 1e6:0.0} MB");

        string Node(Guid id) => string.Create(CultureInfo.InvariantCulture, $$"""{"id":"{{id}}","version":1,"node":"{{last}}"}""");
    }

    private static string Whole(Guid id) => $$"""{"id":"{{id}}","version":1}""";
}
