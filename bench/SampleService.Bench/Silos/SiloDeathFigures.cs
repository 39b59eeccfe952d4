using System.Diagnostics;

namespace SampleService.Bench;

/// <summary>
/// Three silos on PostgreSQL, callers at two of them that read sample after sample; the third is killed, or frozen. What
/// callers see of that, and when every sample has been answered again.
/// </summary>
internal static class SiloDeathFigures
{
    private const int Samples = 300;
    private const int Callers = 12;
    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(2);

    public static async Task RunAsync(FigureOptions options, FigureTable table)
    {
        if (BenchPostgres.SkipReason is not null)
            return;
        foreach (var (signal, name) in ((string, string)[])[("-KILL", "killed"), ("-STOP", "frozen")])
        {
            var rounds = Math.Min(options.Rounds, 3);
            var seen = new List<(double Seconds, int Errors, double MaxSeconds)>();
            for (var round = 0; round < rounds; round++)
                seen.Add(await MeasureAsync(signal));
            table.Add(
                $"a silo of three is {name}: until all samples answer",
                $"{seen.Min(s => s.Seconds):0.0} to {seen.Max(s => s.Seconds):0.0} s", "",
                $"{rounds} times; errors {seen.Sum(s => s.Errors)}; slowest call {seen.Max(s => s.MaxSeconds):0.0} s; probes as by default");
        }
    }

    private static async Task<(double Seconds, int Errors, double MaxSeconds)> MeasureAsync(string signal)
    {
        await using var postgres = await BenchPostgres.StartAsync();
        var connection = await postgres.CreateDatabaseAsync();
        await using var first = await MeasuredService.StartAsync(connection, isShared: true);
        var environment = new Dictionary<string, string>
        {
            ["Logging__LogLevel__Default"] = "Warning",
            ["Storage__Provider"] = "PostgreSql",
            ["Storage__ConnectionString"] = connection,
        };
        await using var second = await StartAsync(environment);
        await using var victim = await StartAsync(environment);
        RpcCaller[] doors = [first.Caller, first.Caller.To(second.Url)];
        var samples = new string[Samples];
        for (var i = 0; i < Samples; i++)
            samples[i] = $$"""{"id":"{{await first.Caller.CreateSampleAsync()}}"}""";

        var answered = new double[Samples];
        var (errors, maxSeconds, hit, isOver) = (0, 0.0, long.MaxValue, false);
        var gate = new Lock();
        var callers = Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var i = caller; !Volatile.Read(ref isOver); i = (i + Callers) % Samples)
            {
                var began = Stopwatch.GetTimestamp();
                var succeeded = await SucceedsAsync(doors[caller % doors.Length], samples[i]);
                lock (gate)
                {
                    maxSeconds = Math.Max(maxSeconds, Stopwatch.GetElapsedTime(began).TotalSeconds);
                    errors += succeeded ? 0 : 1;
                    if (succeeded && began > hit && answered[i] == 0)
                        answered[i] = Stopwatch.GetElapsedTime(hit).TotalSeconds;
                }
            }
        })).ToArray();
        await Task.Delay(TimeSpan.FromSeconds(3));
        lock (gate)
            hit = Stopwatch.GetTimestamp();
        victim.Signal(signal);
        while (Stopwatch.GetElapsedTime(hit) < MaxWait && !IsAnswered())
            await Task.Delay(50);
        Volatile.Write(ref isOver, true);
        await Task.WhenAll(callers);
        doors[1].Dispose();
        return IsAnswered() ? (answered.Max(), errors, maxSeconds) : throw new LoadException($"Not all samples answered within {MaxWait}.");

        bool IsAnswered()
        {
            lock (gate)
                return answered.All(time => time > 0);
        }
    }

    private static async Task<bool> SucceedsAsync(RpcCaller caller, string argument)
    {
        try
        {
            await caller.CallAsync("get_sample", argument);
            return true;
        }
        catch (LoadException)
        {
            return false;
        }
    }

    private static Task<MeasuredProcess> StartAsync(Dictionary<string, string> environment) =>
        MeasuredProcess.StartAsync(url => [Testing.Servers.ServerAssembly.Locate(), "--urls", url], environment, probe: false);
}
