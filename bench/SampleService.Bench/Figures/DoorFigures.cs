using System.Globalization;

namespace SampleService.Bench;

/// <summary>get_sample of a 2 KB sample by the gateway door: beside the KBase door, and a hundred in a batch.</summary>
internal static class DoorFigures
{
    private const int CallsOfBatch = 100;
    private const int CountedRequests = 20_000;

    public static async Task RunAsync(FigureOptions options, FigureTable table)
    {
        await using var service = await MeasuredService.StartAsync(withCallLog: true, probe: true);
        var argument = $$"""{"id":"{{await service.Caller.CreateSampleAsync()}}"}""";
        var call = $$"""{"jsonrpc":"2.0","id":1,"method":"SampleService.get_sample","params":{{argument}}}""";
        var kbase = await service.Caller.RequestsAsync("get_sample", [argument]);
        var single = await service.Caller.GatewayRequestAsync(call);
        var batch = await service.Caller.GatewayRequestAsync($"[{string.Join(',', Enumerable.Repeat(call, CallsOfBatch))}]");
        // What HTTP costs is what bare Kestrel does for as many bytes of question and answer.
        await using var bareOfSingle = await StartBareAsync(single.AnswerLength);
        await using var bareOfBatch = await StartBareAsync(batch.AnswerLength);
        MeasuredLoad[] loads =
        [
            new(service.Process, kbase, options.Connections), new(service.Process, single, options.Connections),
            new(service.Process, batch, 2), new(bareOfSingle, single, options.Connections), new(bareOfBatch, batch, 2),
        ];

        foreach (var load in loads)
            load.Run(options.WarmUpTime);
        var rates = await Interleaved.MeasureAsync(
            options.Rounds, [.. loads.Select(load => (Func<Task<double>>)(() => Task.FromResult(load.Run(options.LoadTime).Rate)))]);

        table.Add(
            "get_sample by the gateway door", $"{Interleaved.MedianRatio(rates[1], rates[0]):0.00} of the KBase door", "0.9",
            $"{Interleaved.Median(rates[1]):0} a second of {Interleaved.Median(rates[0]):0}; processor time {loads[1].Microseconds:0.0} us of {loads[0].Microseconds:0.0}");
        var workOfSingle = loads[1].Microseconds - loads[3].Microseconds;
        var workOfBatch = loads[2].Microseconds - loads[4].Microseconds;
        table.Add(
            $"a batch of {CallsOfBatch} get_sample", $"{workOfBatch / (CallsOfBatch * workOfSingle):0.00} of {CallsOfBatch} calls without their HTTP", "at most 1.2",
            $"{workOfBatch:0} us of {CallsOfBatch} x {workOfSingle:0.0}; {batch.AnswerLength} bytes of {CallsOfBatch} x {single.AnswerLength}; with HTTP {loads[2].Microseconds:0} us of {CallsOfBatch} x {loads[1].Microseconds:0.0}");
        var (ofKBase, ofGateway) = (loads[0].AllocatedBytes(CountedRequests), loads[1].AllocatedBytes(CountedRequests));
        table.Add("bytes allocated a get_sample by the gateway door", $"{ofGateway:0}", "", $"the KBase door {ofKBase:0}");

        foreach (var load in loads)
            load.Dispose();
    }

    private static Task<MeasuredProcess> StartBareAsync(int length) => MeasuredProcess.StartAsync(
        url => [typeof(DoorFigures).Assembly.Location, "bare-kestrel", url, length.ToString(CultureInfo.InvariantCulture)],
        new Dictionary<string, string>(),
        probe: false);
}
