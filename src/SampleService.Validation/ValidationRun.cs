using System.Globalization;
using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Validation;

/// <summary>
/// The validation of one call. Keys whose validators wait for other services are looked at several at once; what is found comes in
/// the order of the metadata all the same. The clock runs from the first wait on, so that a call that waits for nobody has no timer.
/// </summary>
internal sealed class ValidationRun : IAsyncDisposable
{
    private readonly WaitLimits _limits;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _stop = new();
    private readonly OrderedWork<int, List<MetadataFinding>?> _keys;
    private SemaphoreSlim? _questions;
    private CancellationTokenRegistration _registration;
    private ITimer? _timer;
    private volatile bool _isLate;

    /// <param name="limits">How long it may wait.</param>
    /// <param name="found">Told of each finding and the index of its node; says whether more are wanted.</param>
    /// <param name="caller">Ends it.</param>
    public ValidationRun(WaitLimits limits, Func<int, MetadataFinding, bool> found, CancellationToken caller)
    {
        _limits = limits;
        _caller = caller;
        _keys = new(WaitLimits.AtOnce, (node, findings) => findings is null || findings.TrueForAll(finding => found(node, finding)));
    }

    /// <summary>Lets a validator look at a value.</summary>
    public ValueTask<Finding?> AskAsync(IMetadataValidator validator, JsonValue value) => validator is IAskingValidator asking
        ? asking.ValidateAsync(value, _questions ??= new(WaitLimits.AtOnce), _stop.Token)
        : validator.ValidateAsync(value, _stop.Token);

    /// <summary>Adds a key, which is being looked at.</summary>
    /// <returns>Whether more findings are wanted.</returns>
    /// <exception cref="ServiceException">A validator could not say, or not in time, whether a value is fine.</exception>
    public ValueTask<bool> AddAsync(int node, ValueTask<List<MetadataFinding>?> key)
    {
        if (key.IsCompleted)
            return _timer is null ? _keys.AddAsync(node, key) : InTimeAsync(_keys.AddAsync(node, key));
        if (_timer is null)
        {
            _registration = _caller.UnsafeRegister(static run => ((ValidationRun)run!)._stop.Cancel(), this);
            _timer = _limits.Clock.CreateTimer(static run => ((ValidationRun)run!).StopLate(), this, _limits.Time, Timeout.InfiniteTimeSpan);
        }

        return InTimeAsync(_keys.AddAsync(node, key));
    }

    /// <summary>Waits for all keys.</summary>
    /// <exception cref="ServiceException">As with adding one.</exception>
    public async ValueTask EndAsync() => await InTimeAsync(ToEndAsync()).ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        // The metadata is the caller's, and gone when it gets its answer: nobody may look at it after that.
        if (_timer is not null)
            await _stop.CancelAsync().ConfigureAwait(false);
        await _keys.AbandonAsync().ConfigureAwait(false);
        await _registration.DisposeAsync().ConfigureAwait(false);
        if (_timer is not null)
            await _timer.DisposeAsync().ConfigureAwait(false);
        _questions?.Dispose();
        _stop.Dispose();
    }

    private async ValueTask<bool> ToEndAsync()
    {
        await _keys.EndAsync().ConfigureAwait(false);
        return true;
    }

    private async ValueTask<bool> InTimeAsync(ValueTask<bool> work)
    {
        try
        {
            return await work.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_caller.IsCancellationRequested)
        {
            throw new OperationCanceledException(_caller);
        }
        catch (OperationCanceledException) when (_isLate)
        {
            throw new ServiceException(
                ErrorKind.ValidatorUnavailable,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The metadata could not be validated within {_limits.Time.TotalSeconds} seconds: too much had to be asked of other services"));
        }
    }

    private void StopLate()
    {
        _isLate = true;
        _stop.Cancel();
    }
}

/// <summary>How long the validators of one call may wait for other services.</summary>
/// <param name="Time">All of them together, counted from the first wait on.</param>
/// <param name="Clock">Measures it.</param>
public sealed record WaitLimits(TimeSpan Time, TimeProvider Clock)
{
    /// <summary>Most keys of a call whose validators wait at once, and most questions they ask at once.</summary>
    internal const int AtOnce = 8;

    /// <summary>Thirty seconds.</summary>
    public static WaitLimits Default { get; } = new(TimeSpan.FromSeconds(30), TimeProvider.System);
}
