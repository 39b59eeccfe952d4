using System.Globalization;

namespace SampleService.Bench;

/// <summary>get_sample of a 2 KB sample, against bare Kestrel that answers as many bytes.</summary>
internal static class GetSampleFigures
{
    private const int RotatingSamples = 20_000;
    private const int CountedRequests = 20_000;

    public static async Task RunAsync(FigureOptions options, FigureTable table)
    {
        await using var quiet = await MeasuredService.StartAsync(probe: true);
        await using var logging = await MeasuredService.StartAsync(withCallLog: true, probe: true);
        var hotOfQuiet = await PrepareAsync(quiet);
        var hotOfLogging = await PrepareAsync(logging);
        var rotating = await PrepareRotatingAsync(logging, options);
        var length = hotOfQuiet.AnswerLength.ToString(CultureInfo.InvariantCulture);
        await using var bare = await MeasuredProcess.StartAsync(
            url => [typeof(GetSampleFigures).Assembly.Location, "bare-kestrel", url, length], new Dictionary<string, string>(), probe: true);
        MeasuredLoad[] loads =
        [
            new(bare, hotOfQuiet, options.Connections), new(quiet.Process, hotOfQuiet, options.Connections),
            new(logging.Process, hotOfLogging, options.Connections), new(logging.Process, rotating, options.Connections),
        ];

        // Code is compiled anew as it gets hot, twice, on a thread beside the others.
        foreach (var load in loads)
            load.Run(options.WarmUpTime);
        var rates = await Interleaved.MeasureAsync(
            options.Rounds, [.. loads.Select(load => (Func<Task<double>>)(() => Task.FromResult(load.Run(options.LoadTime).Rate)))]);

        Report("get_sample, 2 KB, warnings only", 1, "");
        Report("get_sample, 2 KB, call log on", 2, "0.75");
        Report("get_sample, 20 000 samples in turn, call log on", 3, "");

        var ofBare = loads[0].AllocatedBytes(CountedRequests);
        Bytes("bytes allocated a get_sample beyond Kestrel's, warnings only", loads[1].AllocatedBytes(CountedRequests), "300");
        Bytes("bytes allocated a get_sample beyond Kestrel's, call log on", loads[2].AllocatedBytes(CountedRequests), "300");
        table.Add(
            "memory after these loads, MB", $"{logging.Process.ResidentBytes / 1e6:0}", "",
            $"bare Kestrel {bare.ResidentBytes / 1e6:0}; 20 000 samples of 2 KB are remembered");

        foreach (var load in loads)
            load.Dispose();

        void Report(string name, int i, string goal) => table.Add(
            name, $"{Interleaved.MedianRatio(rates[i], rates[0]):0.00} of bare Kestrel", goal,
            $"{Interleaved.Median(rates[i]):0} a second of {Interleaved.Median(rates[0]):0}; processor time {loads[i].Microseconds:0.0} us of {loads[0].Microseconds:0.0}; p50 {loads[i].P50:0.00} ms, p99 {loads[i].P99:0.00} ms ({loads[0].P50:0.00}, {loads[0].P99:0.00})");

        void Bytes(string name, double bytes, string goal) => table.Add(name, $"{bytes - ofBare:0}", goal, $"{bytes:0} of which Kestrel's {ofBare:0}");
    }

    private static Task<LoadRequests> PrepareAsync(MeasuredService service) => PrepareAsync(service, 1);

    private static async Task<LoadRequests> PrepareAsync(MeasuredService service, int samples)
    {
        var arguments = new List<string>();
        for (var i = 0; i < samples; i++)
            arguments.Add($$"""{"id":"{{await service.Caller.CreateSampleAsync()}}"}""");
        return await service.Caller.RequestsAsync("get_sample", arguments);
    }

    private static async Task<LoadRequests> PrepareRotatingAsync(MeasuredService service, FigureOptions options)
    {
        var requests = await PrepareAsync(service, RotatingSamples);
        using var client = new LoadClient(service.Process.Url, options.Connections);
        client.RunCount(RotatingSamples, requests);
        return requests;
    }
}
