namespace SampleService.Bench;

/// <summary>From the start of the process to the first answer, and its memory then; as built, and as published with ReadyToRun.</summary>
internal static class StartFigures
{
    public static async Task RunAsync(FigureOptions options, FigureTable table)
    {
        var memory = new Dictionary<string, List<double>> { [""] = [], ["r"] = [] };
        await StartAsync(null);
        var things = new List<Func<Task<double>>> { () => StartAsync(null) };
        if (options.ReadyToRun is { } published)
        {
            await StartAsync(published);
            things.Add(() => StartAsync(published));
        }

        var times = await Interleaved.MeasureAsync(options.Rounds, [.. things]);
        table.Add("start to first answer, as built", $"{Interleaved.Median(times[0]):0} ms", "", $"{Interleaved.Median(memory[""]):0} MB of memory");
        if (things.Count > 1)
            table.Add(
                "start to first answer, ReadyToRun", $"{Interleaved.MedianRatio(times[1], times[0]):0.00} of that", "",
                $"{Interleaved.Median(times[1]):0} ms; {Interleaved.Median(memory["r"]):0} MB of memory");

        async Task<double> StartAsync(string? assembly)
        {
            await using var service = await MeasuredService.StartAsync(assembly: assembly);
            memory[assembly is null ? "" : "r"].Add(service.Process.ResidentBytes / 1e6);
            return service.Process.StartTime.TotalMilliseconds;
        }
    }
}
