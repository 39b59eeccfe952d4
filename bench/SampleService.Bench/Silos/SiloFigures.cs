namespace SampleService.Bench;

/// <summary>The silo form of the service beside the default form.</summary>
internal static class SiloFigures
{
    public static async Task RunAsync(FigureOptions options, string defaultHost, FigureTable table)
    {
        await GrainCallFigures.RunAsync(options, table);
        await ReadAsync(options, defaultHost, table);
        await StartAsync(options, defaultHost, table);
        await SiloDeathFigures.RunAsync(options, table);
    }

    /// <summary>get_sample from memory: with SQLite, where nobody is asked, and with PostgreSQL, which confirms each read.</summary>
    private static async Task ReadAsync(FigureOptions options, string defaultHost, FigureTable table)
    {
        await using var postgres = BenchPostgres.SkipReason is null ? await BenchPostgres.StartAsync() : null;
        foreach (var isOnPostgres in (bool[])[false, true])
        {
            if (isOnPostgres && postgres is null)
                continue;
            await using var host = await StartAsync(defaultHost);
            await using var silo = await StartAsync(null);
            using var toHost = new LoadClient(host.Process.Url, options.Connections);
            using var toSilo = new LoadClient(silo.Process.Url, options.Connections);
            var (ofHost, ofSilo) = (await PrepareAsync(host), await PrepareAsync(silo));
            toHost.RunFor(options.WarmUpTime, ofHost);
            toSilo.RunFor(options.WarmUpTime, ofSilo);
            var rates = await Interleaved.MeasureAsync(
                options.Rounds,
                () => Task.FromResult(toHost.RunFor(options.LoadTime, ofHost).Rate),
                () => Task.FromResult(toSilo.RunFor(options.LoadTime, ofSilo).Rate));
            table.Add(
                $"get_sample on a silo, {(isOnPostgres ? "PostgreSQL, shared" : "SQLite")}",
                $"{Interleaved.MedianRatio(rates[1], rates[0]):0.00} of the default host", "",
                $"{Interleaved.Median(rates[1]):0} a second of {Interleaved.Median(rates[0]):0}");

            async Task<MeasuredService> StartAsync(string? assembly) => await MeasuredService.StartAsync(
                isOnPostgres ? await postgres!.CreateDatabaseAsync() : null, assembly: assembly, isShared: isOnPostgres);
        }
    }

    private static async Task<LoadRequests> PrepareAsync(MeasuredService service) => await service.Caller.RequestsAsync(
        "get_sample", [$$"""{"id":"{{await service.Caller.CreateSampleAsync()}}"}"""]);

    private static async Task StartAsync(FigureOptions options, string defaultHost, FigureTable table)
    {
        List<double> ofHost = [], ofSilo = [];
        var times = await Interleaved.MeasureAsync(options.Rounds, () => StartAsync(defaultHost, ofHost), () => StartAsync(null, ofSilo));
        table.Add(
            "start to first answer, silo on SQLite", $"{Interleaved.MedianRatio(times[1], times[0]):0.0} of the default host", "",
            $"{Interleaved.Median(times[1]):0} ms of {Interleaved.Median(times[0]):0} ms");
        table.Add(
            "memory after the start, silo on SQLite", $"{Interleaved.Median(ofSilo) / Interleaved.Median(ofHost):0.0} of the default host", "",
            $"{Interleaved.Median(ofSilo):0} MB of {Interleaved.Median(ofHost):0} MB");

        static async Task<double> StartAsync(string? assembly, List<double> memory)
        {
            await using var service = await MeasuredService.StartAsync(assembly: assembly);
            memory.Add(service.Process.ResidentBytes / 1e6);
            return service.Process.StartTime.TotalMilliseconds;
        }
    }
}
