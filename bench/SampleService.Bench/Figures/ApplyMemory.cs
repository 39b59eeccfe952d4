using System.Text;

namespace SampleService.Bench;

/// <summary>The memory of the service while calls of a thousand samples of 2 KB are sent at once, each on a connection of its own.</summary>
internal static class ApplyMemory
{
    private const int Samples = 1000;
    private const int Calls = 10;
    private const int Waves = 5;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(4);

    private static readonly string Argument =
        $$"""{"operations":[{{string.Join(',', Enumerable.Repeat($$"""{"op":"create_sample","sample":{{BenchSample.Sample}}}""", Samples))}}]}""";

    public static async Task RunAsync(FigureTable table)
    {
        await using (var service = await MeasuredService.StartAsync())
            await MeasureAsync("SQLite", service, table);
        if (BenchPostgres.SkipReason is not null)
            return;
        await using var postgres = await BenchPostgres.StartAsync();
        await using var onPostgres = await MeasuredService.StartAsync(await postgres.CreateDatabaseAsync());
        await MeasureAsync("PostgreSQL", onPostgres, table);
    }

    private static async Task MeasureAsync(string backEnd, MeasuredService service, FigureTable table)
    {
        var process = service.Process;
        var one = await PeakAsync(process, () => service.Caller.CallAsync("apply", Argument));
        var peaks = new List<long>();
        while (peaks.Count < Waves)
            peaks.Add(await PeakAsync(process, () => Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => SendAsync(service.Caller)))));
        table.Add(
            $"apply, {Calls} calls of {Samples} samples at once, {backEnd}", $"{peaks.Max() / 1e6:0} MB at most", "",
            $"{one / 1e6:0} MB with one call; {string.Join(", ", peaks.Select(static peak => $"{peak / 1e6:0}"))} MB in {Waves} times {Calls} calls of {Argument.Length / 1e6:0.0} MB");
    }

    private static async Task<long> PeakAsync(MeasuredProcess process, Func<Task> calls)
    {
        process.ForgetPeak();
        await calls();
        return process.PeakResidentBytes;
    }

    private static async Task SendAsync(RpcCaller caller)
    {
        var answer = Encoding.UTF8.GetString(await caller.SendAsync("apply", Argument, LongestWait));
        if (!answer.Contains("\"applied\":true", StringComparison.Ordinal))
            throw new LoadException(answer);
    }
}
