using System.Globalization;
using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Validation;

/// <summary>
/// The validation of one call. Keys whose validators wait for other services are validated concurrently; findings are reported in the
/// order of the metadata. The timeout starts with the first wait, so that a call without remote validators needs no timer.
/// </summary>
internal sealed class ValidationRun : IAsyncDisposable
{
    private readonly WaitLimits _limits;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _stop = new();
    private readonly OrderedTaskQueue<int, List<MetadataFinding>?> _keys;
    private SemaphoreSlim? _throttle;
    private CancellationTokenRegistration _registration;
    private ITimer? _timer;
    private volatile bool _timedOut;

    /// <param name="limits">The timeout.</param>
    /// <param name="found">Called with the index of the node and each finding; returns whether more are wanted.</param>
    /// <param name="caller">The caller's cancellation.</param>
    public ValidationRun(WaitLimits limits, Func<int, MetadataFinding, bool> found, CancellationToken caller)
    {
        _limits = limits;
        _caller = caller;
        _keys = new(WaitLimits.MaxConcurrency, (node, findings) => findings is null || findings.TrueForAll(finding => found(node, finding)));
    }

    /// <summary>Runs one validator.</summary>
    public ValueTask<Finding?> ValidateAsync(IMetadataValidator validator, JsonValue value) => validator is IRemoteValidator remote
        ? remote.ValidateAsync(value, _throttle ??= new(WaitLimits.MaxConcurrency), _stop.Token)
        : validator.ValidateAsync(value, _stop.Token);

    /// <summary>Adds a key whose validation has started.</summary>
    /// <returns>Whether more findings are wanted.</returns>
    /// <exception cref="ServiceException">A validator could not decide, or time ran out.</exception>
    public ValueTask<bool> AddAsync(int node, ValueTask<List<MetadataFinding>?> key)
    {
        if (key.IsCompleted)
            return _timer is null ? _keys.AddAsync(node, key) : TranslateCancellationAsync(_keys.AddAsync(node, key));
        if (_timer is null)
        {
            if (!_limits.TryBeginWait())
                return RefuseAsync(_keys.AddAsync(node, key));
            _registration = _caller.UnsafeRegister(static run => ((ValidationRun)run!)._stop.Cancel(), this);
            _timer = _limits.Clock.CreateTimer(static run => ((ValidationRun)run!).StopOnTimeout(), this, _limits.Time, Timeout.InfiniteTimeSpan);
        }

        return TranslateCancellationAsync(_keys.AddAsync(node, key));
    }

    /// <summary>Waits for all keys.</summary>
    /// <exception cref="ServiceException">A validator could not decide, or time ran out.</exception>
    public async ValueTask CompleteAsync() => await TranslateCancellationAsync(CompleteKeysAsync()).ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        // The caller's metadata is freed once it has its answer, so no validator may still be running then.
        if (_timer is not null)
            await _stop.CancelAsync().ConfigureAwait(false);
        await _keys.AbandonAsync().ConfigureAwait(false);
        await _registration.DisposeAsync().ConfigureAwait(false);
        if (_timer is not null)
        {
            await _timer.DisposeAsync().ConfigureAwait(false);
            _limits.EndWait();
        }

        _throttle?.Dispose();
        _stop.Dispose();
    }

    private async ValueTask<bool> CompleteKeysAsync()
    {
        await _keys.CompleteAsync().ConfigureAwait(false);
        return true;
    }

    private async ValueTask<bool> TranslateCancellationAsync(ValueTask<bool> work)
    {
        try
        {
            return await work.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_caller.IsCancellationRequested)
        {
            throw new OperationCanceledException(_caller);
        }
        catch (OperationCanceledException) when (_timedOut)
        {
            throw new ServiceException(
                ErrorKind.ValidatorUnavailable,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The metadata could not be validated within {_limits.Time.TotalSeconds} seconds: too much had to be asked of other services"));
        }
    }

    /// <summary>Ends what has begun, since too many other calls wait.</summary>
    private async ValueTask<bool> RefuseAsync(ValueTask<bool> added)
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        try
        {
            await added.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // As it was told to.
        }

        throw new ServiceException(ErrorKind.Busy, "Too many calls wait for validators that ask other services");
    }

    private void StopOnTimeout()
    {
        _timedOut = true;
        _stop.Cancel();
    }
}
