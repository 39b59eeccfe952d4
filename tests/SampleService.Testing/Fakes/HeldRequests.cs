namespace SampleService.Testing.Fakes;

/// <summary>Requests that a stand-in keeps waiting; disposing lets them go on, and all that come later.</summary>
public sealed class HeldRequests : IDisposable
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _arrived = new(0);

    internal HeldRequests()
    {
    }

    /// <summary>How many have arrived that <see cref="WaitForAsync"/> has not waited for.</summary>
    public int Count => _arrived.CurrentCount;

    /// <summary>Waits until so many more requests have arrived.</summary>
    public async Task WaitForAsync(int count, CancellationToken cancellationToken)
    {
        for (var i = 0; i < count; i++)
            await _arrived.WaitAsync(cancellationToken);
    }

    public void Dispose() => _released.TrySetResult();

    internal Task PassAsync(CancellationToken cancellationToken)
    {
        _arrived.Release();
        return _released.Task.WaitAsync(cancellationToken);
    }
}
