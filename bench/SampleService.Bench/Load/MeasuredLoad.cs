namespace SampleService.Bench;

/// <summary>A load on a server, and the medians of what its runs showed; those to warm up are left out of account.</summary>
internal sealed class MeasuredLoad(MeasuredProcess server, LoadRequests requests, int connections) : IDisposable
{
    private readonly LoadClient _client = new(server.Url, connections);
    private readonly List<(double Microseconds, double P50, double P99)> _runs = [];

    /// <summary>Processor time of the server for a request.</summary>
    public double Microseconds => Interleaved.Median(_runs.Skip(1).Select(run => run.Microseconds));

    public double P50 => Interleaved.Median(_runs.Skip(1).Select(run => run.P50));

    public double P99 => Interleaved.Median(_runs.Skip(1).Select(run => run.P99));

    public LoadResult Run(TimeSpan time)
    {
        var before = server.ProcessorTime;
        var result = _client.RunFor(time, requests);
        _runs.Add(((server.ProcessorTime - before).TotalMicroseconds / result.Count, result.Percentile(0.5), result.Percentile(0.99)));
        return result;
    }

    /// <summary>What the server allocates for a request, on average of so many.</summary>
    public double AllocatedBytes(int count)
    {
        var before = server.AllocatedBytes;
        _client.RunCount(count, requests);
        return (server.AllocatedBytes - before) / (double)count;
    }

    public void Dispose() => _client.Dispose();
}
