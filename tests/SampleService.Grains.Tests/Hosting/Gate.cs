namespace SampleService.Grains.Tests;

/// <summary>Holds calls back while a test keeps it closed.</summary>
internal sealed class Gate
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _open;
    private TaskCompletionSource _arrived = NewSource();
    private TaskCompletionSource _cancelled = NewSource();
    private int _left;

    /// <summary>Completes when a call is held.</summary>
    public Task Arrived => _arrived.Task;

    /// <summary>Completes when a call that is held has been cancelled.</summary>
    public Task Cancelled => _cancelled.Task;

    /// <summary>Holds the next calls, all or so many.</summary>
    public void Close(int calls = int.MaxValue)
    {
        lock (_lock)
        {
            _open = NewSource();
            _arrived = NewSource();
            _cancelled = NewSource();
            _left = calls;
        }
    }

    /// <summary>Lets those that are held go on, and all later ones.</summary>
    public void Open()
    {
        lock (_lock)
        {
            _open?.SetResult();
            _open = null;
        }
    }

    public async Task PassAsync(CancellationToken cancellation = default)
    {
        Task open;
        TaskCompletionSource arrived, cancelled;
        lock (_lock)
        {
            if (_open is null || _left-- <= 0)
                return;
            (open, arrived, cancelled) = (_open.Task, _arrived, _cancelled);
        }

        arrived.TrySetResult();
        try
        {
            await open.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            cancelled.TrySetResult();
            throw;
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
