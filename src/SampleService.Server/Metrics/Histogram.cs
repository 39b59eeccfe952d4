using System.Diagnostics.Metrics;

namespace SampleService.Server;

/// <summary>How many measurements fell below each of some boundaries, and their sum.</summary>
internal sealed class Histogram(double[] boundaries)
{
    // The last one is for what is above all boundaries.
    private readonly long[] _counts = new long[boundaries.Length + 1];
    private double _sum;

    /// <summary>Upper ends of the buckets, in rising order.</summary>
    public IReadOnlyList<double> Boundaries => boundaries;

    public double Sum => Volatile.Read(ref _sum);

    /// <summary>Measurements in a bucket, those below not counted.</summary>
    public long CountAt(int bucket) => Volatile.Read(ref _counts[bucket]);

    public void Record(double value)
    {
        var bucket = 0;
        while (bucket < boundaries.Length && value > boundaries[bucket])
            bucket++;
        Interlocked.Increment(ref _counts[bucket]);
        Add(ref _sum, value);
    }

    public static void Add(ref double total, double value)
    {
        var seen = Volatile.Read(ref total);
        while (true)
        {
            var before = Interlocked.CompareExchange(ref total, seen + value, seen);
            if (before.Equals(seen))
                return;
            seen = before;
        }
    }

    /// <summary>What an instrument says of itself; for one that says nothing powers of ten.</summary>
    public static double[] BoundariesOf(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { } given } => [.. given],
        Histogram<long> { Advice.HistogramBucketBoundaries: { } given } => [.. given.Select(boundary => (double)boundary)],
        _ => [0.001, 0.01, 0.1, 1, 10, 100],
    };
}
