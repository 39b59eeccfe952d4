using SampleService.Testing.Servers;

namespace SampleService.Bench;

/// <summary>This version of the service beside another one, in turns: what a change costs or gains.</summary>
internal sealed class BaselineFigures(FigureOptions options, string baseline, string only, FigureTable table)
{
    private const int RotatingSamples = 20_000;
    private const int ListedLinks = 1_000;
    private const int SamplesACall = 1_000;

    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(20);

    public async Task RunAsync()
    {
        await using var postgres = BenchPostgres.SkipReason is null ? await BenchPostgres.StartAsync() : null;
        if (IsWanted("start"))
            await StartAsync();
        if (IsWanted("first pass"))
            await FirstPassAsync();
        await WithServicesAsync("SQLite", null, isShared: false);
        if (postgres is null)
            return;
        await WithServicesAsync("PostgreSQL", postgres, isShared: false);
        await WithServicesAsync("PostgreSQL, shared", postgres, isShared: true);
    }

    /// <summary>All loads on one kind of database.</summary>
    private async Task WithServicesAsync(string backEnd, BenchPostgres? postgres, bool isShared)
    {
        await using var other = await MeasuredService.StartAsync(
            postgres is null ? null : await postgres.CreateDatabaseAsync(), withCallLog: true, baseline, isShared: isShared);
        await using var ours = await MeasuredService.StartAsync(
            postgres is null ? null : await postgres.CreateDatabaseAsync(), withCallLog: true, isShared: isShared);
        await RateAsync($"get_sample, {backEnd}", other, ours, options.Connections, s => SamplesAsync(s, 1));
        if (!isShared)
            await RateAsync($"get_sample, {RotatingSamples} samples in turn, {backEnd}", other, ours, options.Connections, s => SamplesAsync(s, RotatingSamples));
        await RateAsync($"get_samples of {SamplesACall}, {backEnd}", other, ours, 1, GetSamplesAsync);
        await RateAsync($"get_data_links_from_data, {ListedLinks} links, {backEnd}", other, ours, 1, LinksAsync);
        await RateAsync($"create_data_link in the place of another, {backEnd}", other, ours, 1, LinkAsync);
        await RateAsync($"validate_samples, {backEnd}", other, ours, options.Connections, s => s.Caller.RequestsAsync(
            "validate_samples", [$$"""{"samples":[{{BenchSample.Sample}}]}"""]));
        foreach (var callers in (int[])[16, 32, 64])
            await RateAsync($"create_sample, {callers} callers, {backEnd}", other, ours, callers, CreatesAsync, settles: true);
        await RateAsync($"create_sample without an end, 32 callers, {backEnd}", other, ours, 32, CreatesAsync);
    }

    private async Task RateAsync(
        string name, MeasuredService other, MeasuredService ours, int callers, Func<MeasuredService, Task<LoadRequests>> prepare,
        bool settles = false)
    {
        if (!IsWanted(name))
            return;
        using var toOther = new LoadClient(other.Process.Url, callers);
        using var toOurs = new LoadClient(ours.Process.Url, callers);
        var (ofOther, ofOurs) = (await prepare(other), await prepare(ours));
        toOther.RunFor(options.WarmUpTime, ofOther);
        toOurs.RunFor(options.WarmUpTime, ofOurs);
        List<double>[] costs = [[], []];
        var rates = await Interleaved.MeasureAsync(
            options.Rounds,
            () => MeasureAsync(other, toOther, ofOther, costs[0], settles ? [other.Process, ours.Process] : []),
            () => MeasureAsync(ours, toOurs, ofOurs, costs[1], settles ? [other.Process, ours.Process] : []));
        table.Add(
            name, $"{Interleaved.MedianRatio(rates[1], rates[0]):0.00} of the baseline", "",
            $"{Interleaved.Median(rates[1]):0} a second of {Interleaved.Median(rates[0]):0}; {Interleaved.Median(costs[1]):0} us of the processor a call, {Interleaved.Median(costs[0]):0} us");
    }

    private async Task<double> MeasureAsync(MeasuredService service, LoadClient client, LoadRequests requests, List<double> costs, MeasuredProcess[] settling)
    {
        // Both share the processors, and what a burst left to be done falls on nobody's time.
        await MeasuredProcess.SettleAsync(settling);
        var before = service.Process.ProcessorTime;
        var result = client.RunFor(options.LoadTime, requests);
        costs.Add((service.Process.ProcessorTime - before).TotalMicroseconds / result.Count);
        return result.Rate;
    }

    /// <summary>Reads every sample once, right after a start.</summary>
    private async Task FirstPassAsync()
    {
        using var data = new TemporaryDirectory();
        List<string> samples;
        await using (var service = await MeasuredService.StartAsync(assembly: baseline, dataDirectory: data.Path))
            samples = await CreateAsync(service, RotatingSamples);
        var rates = await Interleaved.MeasureAsync(options.Rounds, () => PassAsync(baseline), () => PassAsync(null));
        table.Add(
            $"first pass over {RotatingSamples} samples after a start, SQLite", $"{Interleaved.MedianRatio(rates[1], rates[0]):0.00} of the baseline", "",
            $"{Interleaved.Median(rates[1]):0} a second of {Interleaved.Median(rates[0]):0}");

        async Task<double> PassAsync(string? assembly)
        {
            await using var service = await MeasuredService.StartAsync(assembly: assembly, dataDirectory: data.Path, withCallLog: true);
            using var client = new LoadClient(service.Process.Url, options.Connections);
            return client.RunCount(samples.Count, await service.Caller.RequestsAsync("get_sample", samples)).Rate;
        }
    }

    private async Task StartAsync()
    {
        List<double>[] memory = [[], []], idle = [[], []];
        var times = await Interleaved.MeasureAsync(options.Rounds, () => MeasureAsync(baseline, 0), () => MeasureAsync(null, 1));
        table.Add(
            "start to first answer, SQLite", $"{Interleaved.MedianRatio(times[1], times[0]):0.00} of the baseline", "",
            $"{Interleaved.Median(times[1]):0} ms of {Interleaved.Median(times[0]):0} ms");
        table.Add(
            "memory after the start", $"{Interleaved.Median(memory[1]) / Interleaved.Median(memory[0]):0.00} of the baseline", "",
            $"{Interleaved.Median(memory[1]):0} MB of {Interleaved.Median(memory[0]):0} MB");
        table.Add(
            "processor time while idle, of a core", $"{Interleaved.Median(idle[1]):0.0} %", "",
            $"the baseline {Interleaved.Median(idle[0]):0.0} %, over {IdleTime.TotalSeconds} s");

        async Task<double> MeasureAsync(string? assembly, int i)
        {
            await using var service = await MeasuredService.StartAsync(assembly: assembly);
            memory[i].Add(service.Process.ResidentBytes / 1e6);
            if (idle[i].Count < 3)
            {
                // What the start leaves to be done is over by then.
                await Task.Delay(TimeSpan.FromSeconds(5));
                var before = service.Process.ProcessorTime;
                await Task.Delay(IdleTime);
                idle[i].Add(100 * ((service.Process.ProcessorTime - before) / IdleTime));
            }

            return service.Process.StartTime.TotalMilliseconds;
        }
    }

    private static Task<LoadRequests> CreatesAsync(MeasuredService service) =>
        service.Caller.RequestsAsync("create_sample", [BenchSample.CreateArgument]);

    private async Task<LoadRequests> SamplesAsync(MeasuredService service, int count) =>
        await service.Caller.RequestsAsync("get_sample", await CreateAsync(service, count));

    private async Task<LoadRequests> GetSamplesAsync(MeasuredService service) => await service.Caller.RequestsAsync(
        "get_samples", [$$"""{"samples":[{{string.Join(',', await CreateAsync(service, SamplesACall))}}]}"""]);

    private static async Task<LoadRequests> LinksAsync(MeasuredService service)
    {
        var sample = await service.Caller.CreateSampleAsync();
        for (var i = 0; i < ListedLinks; i++)
            await service.Caller.CallAsync("create_data_link", Link(sample, $"d{i:0000}"));
        return await service.Caller.RequestsAsync("get_data_links_from_data", ["""{"upa":"1/2/1"}"""]);
    }

    /// <summary>Links a data unit to one node and to another in turn: each link replaces the last one.</summary>
    private static async Task<LoadRequests> LinkAsync(MeasuredService service)
    {
        var sample = await service.Caller.CreateSampleAsync();
        return await service.Caller.RequestsAsync("create_data_link", [Link(sample, "again"), Link(sample, "again", "part-1")]);
    }

    private static string Link(Guid sample, string data, string node = "core-1") =>
        $$"""{"upa":"1/2/1","dataid":"{{data}}","id":"{{sample}}","version":1,"node":"{{node}}","update":true}""";

    private bool IsWanted(string name) => name.Contains(only, StringComparison.Ordinal);

    private async Task<List<string>> CreateAsync(MeasuredService service, int count)
    {
        var ids = new Guid[count];
        await Parallel.ForAsync(
            0, count, new ParallelOptions { MaxDegreeOfParallelism = options.Connections },
            async (i, _) => ids[i] = await service.Caller.CreateSampleAsync());
        return [.. ids.Select(id => $$"""{"id":"{{id}}"}""")];
    }
}
