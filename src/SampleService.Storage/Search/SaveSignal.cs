namespace SampleService.Storage;

/// <summary>Wakes the one who indexes when samples were saved in this process. Safe for concurrent use; a signal costs next to nothing.</summary>
internal sealed class SaveSignal
{
    private readonly SemaphoreSlim _signals = new(0);
    private int _isSet;

    /// <summary>Samples were saved.</summary>
    public void Set()
    {
        if (Volatile.Read(ref _isSet) == 0 && Interlocked.Exchange(ref _isSet, 1) == 0)
            _signals.Release();
    }

    /// <summary>Waits for the next signal, or for a while.</summary>
    public async Task WaitAsync(TimeSpan longest, CancellationToken cancellation)
    {
        if (await _signals.WaitAsync(longest, cancellation).ConfigureAwait(false))
            Volatile.Write(ref _isSet, 0);
    }
}
