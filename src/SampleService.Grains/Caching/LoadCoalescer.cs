using System.Diagnostics;

namespace SampleService.Grains;

/// <summary>
/// Lets concurrent readers of one thing share a load of it. A reader only shares a load that has not begun yet, so that it never
/// gets a state older than its call: while one load runs, all who come wait for the next.
/// </summary>
/// <remarks>
/// <code>
///   reader 1 ── load A ─────────┐
///   reader 2 ──── waits ────────┴─ load B ──┐
///   reader 3 ───────── waits ──────┘        └─> readers 2 and 3
/// </code>
/// </remarks>
internal sealed class LoadCoalescer<TKey, TResult>(Func<TKey, CancellationToken, Task<TResult>> load)
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, Load> _running = [];

    /// <summary>What a load that begins after this call gives.</summary>
    /// <param name="key">What is to be loaded.</param>
    /// <param name="cancellation">Ends the wait, and the load once all its readers are gone.</param>
    public async Task<TResult> GetAsync(TKey key, CancellationToken cancellation)
    {
        Load joined;
        var begins = false;
        lock (_gate)
        {
            if (_running.TryGetValue(key, out var running))
            {
                // A load whose readers have all left is cancelled, and nothing for a reader who comes now.
                if (running.Next is not { Readers: > 0 })
                    running.Next = new Load();
                joined = running.Next;
            }
            else
            {
                joined = _running[key] = new Load();
                begins = true;
            }

            joined.Readers++;
        }

        if (begins)
            _ = RunAsync(key, joined);
        try
        {
            return await joined.Result.WaitAsync(cancellation);
        }
        finally
        {
            Leave(joined);
        }
    }

    private void Leave(Load joined)
    {
        lock (_gate)
            if (--joined.Readers > 0 || joined.Result.IsCompleted)
                return;
        joined.Cancel();
    }

    /// <summary>Runs a load, and those that readers have asked for meanwhile.</summary>
    private async Task RunAsync(TKey key, Load? current)
    {
        while (current is not null)
        {
            await current.RunAsync(load, key);
            // What follows is for other readers: not in the first one's trace, nor on its thread, where a load of SQLite never waits.
            Activity.Current = null;
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            lock (_gate)
            {
                current = current.Next;
                if (current is null)
                    _running.Remove(key);
                else
                    _running[key] = current;
            }
        }
    }

    private sealed class Load
    {
        private readonly CancellationTokenSource _cancellation = new();
        private readonly TaskCompletionSource<TResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Readers { get; set; }

        public Load? Next { get; set; }

        public Task<TResult> Result => _result.Task;

        public void Cancel() => _cancellation.Cancel();

        public async Task RunAsync(Func<TKey, CancellationToken, Task<TResult>> load, TKey key)
        {
            try
            {
                _result.SetResult(await load(key, _cancellation.Token));
            }
            catch (OperationCanceledException e) when (_cancellation.IsCancellationRequested)
            {
                // All readers are gone.
                _result.SetCanceled(e.CancellationToken);
            }
            catch (Exception e)
            {
                _result.SetException(e);
                // Observed, in case that all readers are gone.
                _ = _result.Task.Exception;
            }
        }
    }
}
