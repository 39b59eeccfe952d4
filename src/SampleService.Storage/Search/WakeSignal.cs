namespace SampleService.Storage;

/// <summary>Wakes the one who waits for something to happen in this process. Safe for concurrent use; a signal costs next to nothing.</summary>
internal sealed class WakeSignal
{
    private readonly SemaphoreSlim _signals = new(0);
    private int _isSet;

    /// <summary>It has happened.</summary>
    public void Set()
    {
        if (Volatile.Read(ref _isSet) == 0 && Interlocked.Exchange(ref _isSet, 1) == 0)
            _signals.Release();
    }

    /// <summary>Waits for the next signal, or for a while; whether there was a signal.</summary>
    public async Task<bool> WaitAsync(TimeSpan longest, CancellationToken cancellation)
    {
        if (!await _signals.WaitAsync(longest, cancellation).ConfigureAwait(false))
            return false;
        Volatile.Write(ref _isSet, 0);
        return true;
    }
}
