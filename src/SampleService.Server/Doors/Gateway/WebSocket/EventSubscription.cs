using SampleService.Api;
using SampleService.Domain;

namespace SampleService.Server;

/// <summary>
/// Tells one caller of events, one after the other: the next is looked at when the connection has taken the one before, so a slow reader
/// leaves nothing waiting here but a position.
/// </summary>
/// <param name="name">Its name on the connection.</param>
/// <param name="asked">What was asked for.</param>
/// <param name="connection">Where it is told.</param>
/// <param name="feed">Where events come from.</param>
/// <param name="clock">Measures the intervals.</param>
internal sealed class EventSubscription(
    string name, NewEventSubscription asked, WebSocketConnection connection, EventFeed feed, TimeProvider clock) : IDisposable
{
    /// <summary>DOORS: the position is told at least every 15 s.</summary>
    private static readonly TimeSpan PositionInterval = TimeSpan.FromSeconds(14);

    /// <summary>After so long it is asked anew whether an administrator still is one.</summary>
    private static readonly TimeSpan RequesterAge = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private long _position = asked.Position;
    private Requester _requester;
    private long _judged;
    private bool _hasEnded;

    public string Name => name;

    /// <summary>Tells of events until it is stopped, or the connection ends.</summary>
    /// <param name="gone">Cancelled when the connection has ended.</param>
    public async Task RunAsync(CancellationToken gone)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, gone);
        var told = clock.GetTimestamp();
        try
        {
            while (!ending.IsCancellationRequested)
            {
                if (!feed.IsBeyond(_position))
                    await feed.WaitAsync(_position, PositionInterval - clock.GetElapsedTime(told), ending.Token);
                else if (!await TryTellAsync(ending.Token))
                    return;
                if (clock.GetElapsedTime(told) < PositionInterval || ending.IsCancellationRequested)
                    continue;
                await connection.TellAsync(EventNotification.Position(name, _position), ending.Token);
                told = clock.GetTimestamp();
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Nobody wants to be told any more.
        }
    }

    /// <summary>Nothing more is told. It may have ended by itself.</summary>
    public void Stop()
    {
        lock (_stop)
            if (!_hasEnded)
                _ = _stop.CancelAsync();
    }

    public void Dispose()
    {
        lock (_stop)
        {
            _hasEnded = true;
            _stop.Dispose();
        }
    }

    /// <returns>Whether it goes on.</returns>
    private async Task<bool> TryTellAsync(CancellationToken cancellation)
    {
        try
        {
            if (!await JudgeAsync(cancellation))
            {
                connection.Close(WebSocketClose.NoAdministrator);
                return false;
            }

            var batch = await feed.ReadAsync(_position);
            foreach (var one in await batch.ShowAsync(_requester))
                if (one.Position > _position && asked.Asked.Includes(one))
                {
                    await connection.TellAsync(EventNotification.Changed(name, one), cancellation);
                    _position = one.Position;
                }

            _position = batch.Last;
            return true;
        }
        catch (ServiceException e) when (e.Kind is ErrorKind.StorageFailure or ErrorKind.UpstreamFailure)
        {
            // It goes on from where it is, when it can.
            await Task.Delay(PauseAfterFailure, clock, cancellation);
            return true;
        }
        catch (ServiceException)
        {
            // What comes next is no longer kept: whoever subscribes anew from here is told so.
            connection.Close(WebSocketClose.EventsGone);
            return false;
        }
    }

    private async ValueTask<bool> JudgeAsync(CancellationToken cancellation)
    {
        if (_judged != 0 && clock.GetElapsedTime(_judged) < RequesterAge)
            return true;
        if (await asked.FindRequesterAsync(cancellation) is not { } requester)
            return false;
        (_requester, _judged) = (requester, clock.GetTimestamp());
        return true;
    }
}
