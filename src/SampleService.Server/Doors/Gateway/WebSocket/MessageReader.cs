using System.Buffers;
using System.Net.WebSockets;
using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>
/// Gathers the frames of one message after the other. What has arrived is counted, so that a slow peer holds no room for bytes that it
/// has only begun to send; nothing is kept while the peer is quiet.
/// </summary>
/// <param name="socket">Where they come from.</param>
/// <param name="allowance">What they may take.</param>
/// <param name="maxBytes">The most bytes of a message.</param>
/// <param name="pace">How slow a message may be.</param>
/// <param name="closing">Closes the connection of a peer that is slower.</param>
/// <param name="clock">Measures how long a message takes.</param>
internal sealed class MessageReader(
    WebSocket socket, Allowance allowance, int maxBytes, BodyPaceOptions pace, WebSocketClosing closing, TimeProvider clock)
{
    /// <summary>Most messages fit. They are counted with their calls.</summary>
    private const int FirstSize = 4096;

    private const int SkipSize = 16 * 1024;

    private byte[] _array = [];
    private long _total;
    private long _reserved;

    /// <summary>
    /// Waits for a message and reads it to its end. Once the connection is being closed, it waits for the closing frame of the peer, and
    /// keeps nothing of what comes before.
    /// </summary>
    /// <exception cref="WebSocketException">The peer has gone, or does not speak as a WebSocket has to.</exception>
    public async ValueTask<MessageStatus> ReadAsync()
    {
        Release();
        if (closing.Why is not null)
            return await SkipAsync();
        // This waits without a buffer: there may be many connections that are quiet.
        var received = await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
        if (received.MessageType == WebSocketMessageType.Binary)
            return closing.Why is null ? MessageStatus.NotText : await SkipAsync();
        _array = ArrayPool<byte>.Shared.Rent(FirstSize);
        var hasRoom = true;
        BodyPace? speed = null;
        try
        {
            while (!received.EndOfMessage && received.MessageType != WebSocketMessageType.Close)
            {
                if (hasRoom && _total == _array.Length)
                    hasRoom = TryGrow();
                // What there is no room for is read all the same, so that the next message can be.
                var reading = socket.ReceiveAsync(hasRoom ? _array.AsMemory((int)_total) : _array, CancellationToken.None);
                var isWaited = !reading.IsCompleted;
                if (isWaited)
                {
                    speed ??= new BodyPace(
                        pace, clock, static closing => ((WebSocketClosing)closing!).Begin(WebSocketClose.TooSlow), closing);
                    speed.BeginRead(_total);
                }

                received = await reading;
                if (isWaited)
                    speed!.EndRead();
                _total += received.Count;
                if (_total > maxBytes)
                    return MessageStatus.TooLarge;
                if (closing.Why is not null && received.MessageType != WebSocketMessageType.Close)
                    return await SkipAsync();
            }
        }
        finally
        {
            if (speed is not null)
                await speed.DisposeAsync();
        }

        return received.MessageType == WebSocketMessageType.Close ? MessageStatus.End
            : hasRoom ? MessageStatus.Complete
            : MessageStatus.NoRoom;
    }

    /// <summary>The message, whose array the caller takes over together with what was counted for it.</summary>
    public ReadOnlyMemory<byte> Take(out byte[] array, out long reserved)
    {
        (array, reserved) = (_array, _reserved);
        var message = array.AsMemory(0, (int)_total);
        _array = [];
        Release();
        return message;
    }

    /// <summary>Gives back what is left.</summary>
    public void Release()
    {
        BodyArrays.Return(_array);
        _array = [];
        allowance.Release(_reserved);
        _total = _reserved = 0;
    }

    /// <summary>A receive without a buffer would not do: of a frame that has arrived it takes nothing, and returns at once.</summary>
    private async ValueTask<MessageStatus> SkipAsync()
    {
        Release();
        _array = ArrayPool<byte>.Shared.Rent(SkipSize);
        while ((await socket.ReceiveAsync(_array.AsMemory(), CancellationToken.None)).MessageType != WebSocketMessageType.Close)
        {
        }

        return MessageStatus.End;
    }

    private bool TryGrow()
    {
        var size = (int)Math.Min(Math.Max(2L * _array.Length, Allowance.MaxUncountedBody), maxBytes + 1L);
        if (!allowance.TryReserve(size - _reserved))
            return false;
        _reserved = size;
        if (BodyArrays.Rent(size) is not { } larger)
            return false;
        _array.CopyTo(larger, 0);
        BodyArrays.Return(_array);
        _array = larger;
        return true;
    }
}

/// <summary>What was read.</summary>
internal enum MessageStatus
{
    /// <summary>A message.</summary>
    Complete,

    /// <summary>A message that there was no room for; it has been skipped.</summary>
    NoRoom,

    /// <summary>A part of one that is larger than the limit.</summary>
    TooLarge,

    /// <summary>A part of one that is no text.</summary>
    NotText,

    /// <summary>The closing frame of the peer.</summary>
    End,
}
