namespace SampleService.Grains;

/// <summary>Each find holds some megabytes of trees, so that only so many run at a time; others wait for their turn.</summary>
internal sealed class FindGate(FindLimits limits) : IDisposable
{
    private readonly SemaphoreSlim _running = new(limits.MaxRunning);

    /// <summary>Runs a find when it is its turn.</summary>
    public async Task<T> RunAsync<T>(Func<ValueTask<T>> find, CancellationToken cancellation)
    {
        await _running.WaitAsync(cancellation);
        try
        {
            return await find();
        }
        finally
        {
            _running.Release();
        }
    }

    public void Dispose() => _running.Dispose();
}
