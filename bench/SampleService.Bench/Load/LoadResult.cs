using System.Diagnostics;

namespace SampleService.Bench;

/// <summary>What a load showed.</summary>
/// <param name="elapsed">From the first request to the last answer.</param>
/// <param name="latencies">From request to answer, of each, in ticks of <see cref="Stopwatch"/>; sorted here.</param>
internal sealed class LoadResult(TimeSpan elapsed, List<long> latencies)
{
    private readonly List<long> _latencies = Sorted(latencies);

    public int Count => _latencies.Count;

    /// <summary>Answers a second.</summary>
    public double Rate => Count / elapsed.TotalSeconds;

    /// <summary>The time in milliseconds within which this part of the answers came.</summary>
    /// <param name="part">From 0 to 1.</param>
    public double Percentile(double part) =>
        Stopwatch.GetElapsedTime(0, _latencies[Math.Min(Count - 1, (int)(Count * part))]).TotalMilliseconds;

    private static List<long> Sorted(List<long> values)
    {
        values.Sort();
        return values;
    }
}
