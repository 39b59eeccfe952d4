using Microsoft.Extensions.Logging;
using SampleService.Domain;

namespace SampleService.Upstream.OpenIdConnect;

/// <summary>
/// The keys of an issuer as they were read last. They are read when a token asks for one that is not among them, and once in fifty
/// minutes of use; at most once at a time, and at the earliest five seconds after the last time ended.
/// </summary>
internal sealed class IssuerKeys(IssuerClient client, TimeProvider clock, ILogger logger) : IDisposable
{
    private static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RefreshAge = TimeSpan.FromMinutes(50);
    private static readonly TimeSpan MaxAge = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private volatile IssuerKeySet? _current;
    private volatile bool _hasFailed;
    private TaskCompletionSource<bool>? _running, _next;
    private volatile bool _isActive;
    private long? _endedAt;

    /// <summary>
    /// The keys, if no call has to wait for newer ones; else null. Keys that could not be read again for an hour stay in use: what an issuer that is
    /// down has withdrawn cannot be known.
    /// </summary>
    public IssuerKeySet? FindFresh()
    {
        if (_current is not { } keys)
            return null;
        var age = clock.GetElapsedTime(keys.ReadAt);
        if (age >= RefreshAge && !_isActive)
            _ = RequestNext();
        return age < MaxAge || _hasFailed ? keys : null;
    }

    /// <summary>The keys, read again if they are too old and the issuer can be asked.</summary>
    /// <exception cref="ServiceException">As <see cref="FindAsync"/>, when there are none at all.</exception>
    public async ValueTask<IssuerKeySet> GetAsync(CancellationToken cancellation) =>
        FindFresh()
        ?? await TryFindAsync(keys => clock.GetElapsedTime(keys.ReadAt) < MaxAge, cancellation).ConfigureAwait(false)
        ?? _current
        ?? throw Unreadable();

    /// <summary>
    /// The keys, once they are what the caller needs, or else as they are by a reading that began after the call did. The call waits.
    /// </summary>
    /// <exception cref="ServiceException"><see cref="ErrorKind.UpstreamFailure"/>: they could not be read in time.</exception>
    public async Task<IssuerKeySet> FindAsync(Func<IssuerKeySet, bool> suffices, CancellationToken cancellation) =>
        await TryFindAsync(suffices, cancellation).ConfigureAwait(false) ?? throw Unreadable();

    public void Dispose() => client.Dispose();

    /// <summary>As <see cref="FindAsync"/>; null if the keys could not be read in time.</summary>
    private async Task<IssuerKeySet?> TryFindAsync(Func<IssuerKeySet, bool> suffices, CancellationToken cancellation)
    {
        try
        {
            using var timeout = new CancellationTokenSource(MaxWait, clock);
            using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
            // A reading that is under way may have begun too early for the key that the caller needs; mostly it has not.
            if (Running is { } running && !await running.WaitAsync(limited.Token).ConfigureAwait(false))
                return null;
            if (_current is { } keys && suffices(keys))
                return keys;
            return await RequestNext().WaitAsync(limited.Token).ConfigureAwait(false) ? _current : null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // It took too long, which counts as a failure of the issuer.
            return null;
        }
    }

    private Task<bool>? Running
    {
        get
        {
            lock (_gate)
                return _running?.Task;
        }
    }

    /// <summary>Whether the reading that begins next succeeds. It begins at once, if the last one has ended long enough ago.</summary>
    private Task<bool> RequestNext()
    {
        Task<bool> result;
        lock (_gate)
        {
            if (_next is not null)
                return _next.Task;
            _next = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            result = _next.Task;
            if (_isActive)
                return result;
            _isActive = true;
        }

        _ = ReadAllRequestedAsync();
        return result;
    }

    private async Task ReadAllRequestedAsync()
    {
        do
        {
            if (_endedAt is { } ended && MinInterval - clock.GetElapsedTime(ended) is { Ticks: > 0 } rest)
                await Task.Delay(rest, clock).ConfigureAwait(false);
            lock (_gate)
                (_running, _next) = (_next, null);
            await ReadAsync(_running!).ConfigureAwait(false);
        }
        while (IsRequested());
    }

    private async Task ReadAsync(TaskCompletionSource<bool> outcome)
    {
        try
        {
            var read = await client.ReadAsync().ConfigureAwait(false);
            if (read is not null && !read.HasSameKeysAs(_current))
                UpstreamLog.KeysChanged(logger, client.Authority, read.Count);
            _current = read ?? _current;
            _hasFailed = read is null;
            End();
            outcome.SetResult(read is not null);
        }
        catch (Exception fault)
        {
            _hasFailed = true;
            End();
            // A fault of ours, which each call that waits reports as such.
            outcome.SetException(fault);
        }
    }

    private void End()
    {
        lock (_gate)
            (_running, _endedAt) = (null, clock.GetTimestamp());
    }

    /// <summary>Whether another reading was asked for; if not, the next request has to start it.</summary>
    private bool IsRequested()
    {
        lock (_gate)
            return _isActive = _next is not null;
    }

    private ServiceException Unreadable() =>
        new(ErrorKind.UpstreamFailure, $"The keys of the token issuer {client.Authority} could not be read");
}
