using System.Net.WebSockets;

namespace SampleService.Server;

/// <summary>The end of a WebSocket that the service closes: once, with a code that says why, and within a bound.</summary>
internal sealed class WebSocketClosing : IDisposable
{
    /// <summary>How long the closing frame may wait to be sent, and to be answered.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly WebSocket _socket;
    private readonly CancellationTokenSource _begun = new();
    private readonly ITimer _abort;
    private readonly Action<WebSocketClose> _begins;
    private readonly Lock _gate = new();
    private WebSocketClose? _why;
    private bool _hasEnded;

    /// <param name="socket">What is closed.</param>
    /// <param name="clock">Measures the bound.</param>
    /// <param name="begins">Told of it.</param>
    public WebSocketClosing(WebSocket socket, TimeProvider clock, Action<WebSocketClose> begins)
    {
        (_socket, _begins) = (socket, begins);
        _abort = clock.CreateTimer(
            static socket => ((WebSocket)socket!).Abort(), socket, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Why it is closed; null as long as the service does not close it.</summary>
    public WebSocketClose? Why => Volatile.Read(ref _why);

    /// <summary>Cancelled when it begins. From then on nothing is read but the peer's closing frame, and no answer is begun to be sent.</summary>
    public CancellationToken Begun => _begun.Token;

    /// <summary>Closes the connection, unless that has begun or the connection has ended: those who close it cannot know.</summary>
    public void Begin(WebSocketClose why)
    {
        lock (_gate)
        {
            if (_why is not null || _hasEnded)
                return;
            Volatile.Write(ref _why, why);
            AbortSoon();
            _ = _begun.CancelAsync();
        }

        _begins(why);
        _ = SendAsync((WebSocketCloseStatus)why.Code, why.Reason);
    }

    /// <summary>Answers the closing frame of the peer.</summary>
    public Task AnswerAsync() => SendAsync(WebSocketCloseStatus.NormalClosure, null);

    /// <summary>Bounds the time that is left: after it the connection is cut.</summary>
    public void AbortSoon() => _abort.Change(Grace, Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        lock (_gate)
        {
            _hasEnded = true;
            _abort.Dispose();
            _begun.Dispose();
        }
    }

    private async Task SendAsync(WebSocketCloseStatus code, string? reason)
    {
        try
        {
            await _socket.CloseOutputAsync(code, reason, CancellationToken.None);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            // The peer has gone, or took nothing until the connection was cut.
        }
    }
}

/// <summary>Why a WebSocket is closed (docs/gateway.md).</summary>
/// <param name="Code">The code in the closing frame.</param>
/// <param name="Reason">A few words for the peer.</param>
internal sealed record WebSocketClose(int Code, string Reason)
{
    public static readonly WebSocketClose Stopping = new(1001, "the server stops");

    public static readonly WebSocketClose NotText = new(1003, "messages have to be text");

    public static readonly WebSocketClose TooSlow = new(1008, "the message comes too slowly");

    public static readonly WebSocketClose TooLarge = new(1009, "the message is too large");

    public static readonly WebSocketClose Failed = new(1011, "an unexpected error");

    public static readonly WebSocketClose SlowReader = new(4408, "answers are not read");

    public static readonly WebSocketClose EventsGone = new(1011, "events that were to come are no longer kept");

    public static readonly WebSocketClose NoAdministrator = new(4401, "the right to administer has ended");

    public static WebSocketClose Unauthorized(GatewayRefusal refusal) => new(4401, refusal.Error);
}
