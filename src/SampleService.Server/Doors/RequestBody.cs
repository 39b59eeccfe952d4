using System.Buffers;
using System.IO.Pipelines;
using System.Numerics;
using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>
/// The body of a request. A small one is used where Kestrel has received it, a larger one is gathered. Bytes are counted
/// against <see cref="RequestLimits.BytesInFlight"/> as they arrive, so that a slow caller holds no room for bytes it has
/// only announced.
/// </summary>
internal struct RequestBody(Admission admission)
{
    private const int MaxInPlace = 64 * 1024;

    private byte[]? _gathered;
    private long _reserved;
    private PipeReader? _reader;
    private SequencePosition _end;

    /// <summary>The bytes, once read.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    /// <summary>Reads to the end, or gives the error for the caller.</summary>
    public static async ValueTask<(RequestBody Body, RpcError? Refusal)> ReadAsync(
        HttpRequest request, int limit, Admission admission, CancellationToken cancellation)
    {
        var body = new RequestBody(admission);
        if (request.ContentLength > limit)
            return (body, TooLarge(limit));
        var reader = request.BodyReader;
        var length = 0;
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(cancellation);
                var received = read.Buffer;
                if (length + received.Length > limit)
                {
                    reader.AdvanceTo(received.End);
                    return (body, TooLarge(limit));
                }

                if (read.IsCompleted && body._gathered is null && received.IsSingleSegment && received.Length <= MaxInPlace)
                {
                    if (!body.Reserve(received.Length))
                        return Busy(received.End);
                    body.Bytes = received.First;
                    body._reader = reader;
                    body._end = received.End;
                    return (body, null);
                }

                if (!body.Gather(received, length))
                    return Busy(received.End);
                length += (int)received.Length;
                reader.AdvanceTo(received.End);
                if (read.IsCompleted)
                {
                    body.Bytes = body._gathered.AsMemory(0, length);
                    return (body, null);
                }
            }
        }
        catch
        {
            // The caller has gone, or was too slow.
            body.Release();
            throw;
        }

        (RequestBody, RpcError?) Busy(SequencePosition end)
        {
            reader.AdvanceTo(end);
            return (body, RpcError.Busy);
        }
    }

    /// <summary>Gives everything back; the bytes are not to be used afterwards.</summary>
    public void Release()
    {
        _reader?.AdvanceTo(_end);
        _reader = null;
        if (_gathered is not null)
            ArrayPool<byte>.Shared.Return(_gathered);
        _gathered = null;
        admission.Release(_reserved);
        _reserved = 0;
        Bytes = default;
    }

    private static RpcError TooLarge(int limit) => RpcError.InvalidRequest($"Request body is larger than {limit} bytes");

    private bool Reserve(long bytes)
    {
        if (!admission.TryReserve(bytes))
            return false;
        _reserved += bytes;
        return true;
    }

    private bool Gather(ReadOnlySequence<byte> received, int length)
    {
        var needed = length + (int)received.Length;
        if (_gathered is null || _gathered.Length < needed)
        {
            // The pool hands out powers of two, so the whole array is counted.
            var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(needed, MaxInPlace));
            if (!Reserve(size - (_gathered?.Length ?? 0)))
                return false;
            var larger = ArrayPool<byte>.Shared.Rent(size);
            if (_gathered is not null)
            {
                _gathered.AsSpan(0, length).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(_gathered);
            }

            _gathered = larger;
        }

        received.CopyTo(_gathered.AsSpan(length));
        return true;
    }
}
