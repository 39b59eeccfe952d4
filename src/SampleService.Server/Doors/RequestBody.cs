using System.Buffers;
using System.IO.Pipelines;
using System.Numerics;
using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>
/// The body of a request. A small one is used where Kestrel has received it, a larger one is gathered. What has arrived is counted
/// as it arrives, so that a slow caller holds no room for bytes it has only announced. Whether its caller has a valid token is asked
/// before more of a body is read than everybody may send. Can be used for one request after the other.
/// </summary>
internal sealed class RequestBody(
    Allowance allowance, RequestLimits limits, BodyPaceOptions pace, ICallerTokens tokens, ConnectionDrain drain, TimeProvider clock)
{
    private string? _token;
    private byte[]? _gathered;
    private int _length;
    private long _reserved;
    private PipeReader? _reader;
    private SequencePosition _end;

    /// <summary>The bytes, once read.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    /// <summary>How long it may be, in bytes, as far as is known of the caller.</summary>
    public int MaxLength => allowance.IsConfirmed ? limits.RequestBytes : limits.AnonymousRequestBytes;

    /// <summary>Why it could not be found out whether the token is valid, where that stopped the reading; else null.</summary>
    public Exception? TokenFailure { get; private set; }

    /// <summary>Reads to the end. <see cref="Release"/> has to follow, also when this fails.</summary>
    /// <exception cref="BadHttpRequestException">It is no HTTP, ends early, comes too slowly, or had not come when the process stopped.</exception>
    public async ValueTask<BodyStatus> ReadAsync(HttpRequest request, string? token, CancellationToken cancellation)
    {
        _token = token;
        if (request.ContentLength is { } announced && announced > limits.AnonymousRequestBytes && !await MayBeAsync(announced, cancellation))
            return BodyStatus.TooLarge;
        var reader = request.BodyReader;
        var read = await ReceiveAsync(reader, cancellation);
        if (read is { IsCompleted: true, Buffer: { IsSingleSegment: true, Length: <= Allowance.MaxUncountedBody } all }
            && all.Length <= limits.AnonymousRequestBytes)
        {
            UseInPlace(reader, all);
            return BodyStatus.Complete;
        }

        return await ReadOnAsync(reader, read, request.ContentLength ?? 0, cancellation);
    }

    /// <summary>Gives everything back; the bytes must not be used afterwards.</summary>
    public void Release()
    {
        _reader?.AdvanceTo(_end);
        _reader = null;
        BodyArrays.Return(_gathered);
        _gathered = null;
        _length = 0;
        allowance.Release(_reserved);
        _reserved = 0;
        Bytes = default;
        _token = null;
        TokenFailure = null;
    }

    /// <summary>Reads a body that was not there at once, or is long.</summary>
    private async ValueTask<BodyStatus> ReadOnAsync(PipeReader reader, ReadResult read, long announced, CancellationToken cancellation)
    {
        // A token that is given to Kestrel's reader, and cancelled, leaves it as if a read were under way for ever.
        await using var speed = new BodyPace(pace, clock, static reader => ((PipeReader)reader!).CancelPendingRead(), reader);
        while (true)
        {
            var received = read.Buffer;
            var total = _length + received.Length;
            var consumed = received.Start;
            var status = BodyStatus.Incomplete;
            if (!await MayBeAsync(total, cancellation))
                status = BodyStatus.TooLarge;
            else if (_gathered is not null || total > Allowance.MaxUncountedBody || (read.IsCompleted && !received.IsSingleSegment))
                (status, consumed) = (await GatherAsync(received, announced, cancellation), received.End);
            else if (read.IsCompleted)
                status = BodyStatus.Complete;
            else if (!await TryReserveAsync(total, cancellation))
                status = BodyStatus.Busy;

            if (status == BodyStatus.Complete)
            {
                UseInPlace(reader, received);
                return status;
            }

            reader.AdvanceTo(status == BodyStatus.Incomplete ? consumed : received.End, received.End);
            if (status != BodyStatus.Incomplete)
                return status;
            if (read.IsCompleted)
            {
                Bytes = _gathered.AsMemory(0, _length);
                return BodyStatus.Complete;
            }

            if (speed.IsTooSlow(total) || (speed.IsOverdue && !await IsConfirmedAsync(cancellation)))
                throw new BadHttpRequestException("The body comes too slowly.", StatusCodes.Status408RequestTimeout);
            allowance.RequireRecheck();
            speed.BeginRead(total);
            read = await ReceiveAsync(reader, cancellation);
            speed.EndRead();
        }
    }

    private ValueTask<ReadResult> ReceiveAsync(PipeReader reader, CancellationToken cancellation)
    {
        var receiving = reader.ReadAsync(cancellation);
        return receiving.IsCompletedSuccessfully ? receiving : ReceiveUntilCutAsync(reader, receiving);
    }

    /// <summary>A body that comes while the process stops is that of a call that is refused, so the end does not wait for it for long.</summary>
    private async ValueTask<ReadResult> ReceiveUntilCutAsync(PipeReader reader, ValueTask<ReadResult> receiving)
    {
        using var cutting = drain.Cutting.UnsafeRegister(static reader => ((PipeReader)reader!).CancelPendingRead(), reader);
        var read = await receiving;
        return read.IsCanceled && drain.Cutting.IsCancellationRequested
            ? throw new BadHttpRequestException("The body has not come before the service stopped.", StatusCodes.Status503ServiceUnavailable)
            : read;
    }

    private void UseInPlace(PipeReader reader, ReadOnlySequence<byte> all)
    {
        _reader = reader;
        _end = all.End;
        Bytes = all.First;
    }

    /// <summary>Whether a body may be so long. The token is asked for only if that decides.</summary>
    private async ValueTask<bool> MayBeAsync(long length, CancellationToken cancellation)
    {
        if (length > limits.AnonymousRequestBytes)
            await IsConfirmedAsync(cancellation);
        return length <= MaxLength;
    }

    /// <summary>Whether the caller has a valid token.</summary>
    private async ValueTask<bool> IsConfirmedAsync(CancellationToken cancellation)
    {
        if (allowance.IsConfirmed)
            return true;
        try
        {
            await allowance.JudgeAsync(tokens, _token, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            TokenFailure = e;
        }

        return allowance.IsConfirmed;
    }

    /// <summary>Takes room, until there are so many bytes of it.</summary>
    private async ValueTask<bool> TryReserveAsync(long bytes, CancellationToken cancellation)
    {
        var more = bytes - _reserved;
        if (!allowance.TryReserve(more) && !(allowance.NeedsToken && await IsConfirmedAsync(cancellation) && allowance.TryReserve(more)))
            return false;
        _reserved = bytes;
        return true;
    }

    private async ValueTask<BodyStatus> GatherAsync(ReadOnlySequence<byte> received, long announced, CancellationToken cancellation)
    {
        var needed = _length + (int)received.Length;
        if (_gathered is null || _gathered.Length < needed)
        {
            // Twice what has arrived, but not more than was announced. The pool hands out powers of two.
            var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(needed, Allowance.MaxUncountedBody));
            if (size > BodyArrays.MaxPooled && announced >= needed)
                size = (int)Math.Min(size, announced);
            if (!await TryReserveAsync(size, cancellation))
                return BodyStatus.Busy;
            if (BodyArrays.Rent(size) is not { } larger)
                return BodyStatus.Busy;
            _gathered.AsSpan(0, _length).CopyTo(larger);
            BodyArrays.Return(_gathered);
            _gathered = larger;
        }

        received.CopyTo(_gathered.AsSpan(_length));
        _length = needed;
        return BodyStatus.Incomplete;
    }
}

/// <summary>Whether a body was read.</summary>
internal enum BodyStatus
{
    /// <summary>There is more to come.</summary>
    Incomplete,

    Complete,

    /// <summary>It is longer than the limit.</summary>
    TooLarge,

    /// <summary>There is no room for it at the moment.</summary>
    Busy,
}
