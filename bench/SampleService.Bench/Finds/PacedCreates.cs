using System.Diagnostics;

namespace SampleService.Bench;

/// <summary>Creates samples at a steady rate, whatever the answers take; a caller that is late does not wait.</summary>
internal static class PacedCreates
{
    private const int Callers = 64;

    /// <summary>Creates them.</summary>
    /// <param name="caller">As whom.</param>
    /// <param name="rate">How many a second.</param>
    /// <param name="time">For how long.</param>
    /// <param name="argument">The argument of the next.</param>
    /// <returns>How many were made, and within how many seconds.</returns>
    public static async Task<(int Created, double Seconds)> RunAsync(RpcCaller caller, int rate, TimeSpan time, Func<string> argument)
    {
        var start = Stopwatch.StartNew();
        var (next, created) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(RunCallerAsync)));
        return (created, start.Elapsed.TotalSeconds);

        async Task RunCallerAsync()
        {
            while (start.Elapsed < time)
            {
                var due = TimeSpan.FromSeconds(Interlocked.Increment(ref next) / (double)rate);
                if (due > time)
                    return;
                if (due - start.Elapsed is { Ticks: > 0 } early)
                    await Task.Delay(early);
                await caller.CallAsync("create_sample", argument());
                Interlocked.Increment(ref created);
            }
        }
    }
}
