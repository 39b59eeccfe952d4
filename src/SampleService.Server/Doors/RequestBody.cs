using System.Buffers;
using System.IO.Pipelines;
using System.Numerics;
using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>
/// The body of a request. A small one is used where Kestrel has received it, a larger one is gathered. Bytes are counted
/// against <see cref="RequestLimits.BytesInFlight"/> as they arrive, so that a slow caller holds no room for bytes it has
/// only announced. Can be used for one request after the other.
/// </summary>
internal sealed class RequestBody(Admission admission)
{
    private const int MaxInPlace = 64 * 1024;

    private byte[]? _gathered;
    private long _reserved;
    private PipeReader? _reader;
    private SequencePosition _end;

    /// <summary>The bytes, once read.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    /// <summary>Reads to the end. <see cref="Release"/> has to follow, also when this fails.</summary>
    public async ValueTask<BodyStatus> ReadAsync(HttpRequest request, int limit, CancellationToken cancellation)
    {
        if (request.ContentLength > limit)
            return BodyStatus.TooLarge;
        var reader = request.BodyReader;
        var length = 0;
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            var received = read.Buffer;
            if (length + received.Length > limit)
            {
                reader.AdvanceTo(received.End);
                return BodyStatus.TooLarge;
            }

            if (read.IsCompleted && _gathered is null && received.IsSingleSegment && received.Length <= MaxInPlace)
            {
                _reader = reader;
                _end = received.End;
                if (!Reserve(received.Length))
                    return BodyStatus.Busy;
                Bytes = received.First;
                return BodyStatus.Complete;
            }

            var hasRoom = Gather(received, length);
            length += (int)received.Length;
            reader.AdvanceTo(received.End);
            if (!hasRoom)
                return BodyStatus.Busy;
            if (read.IsCompleted)
            {
                Bytes = _gathered.AsMemory(0, length);
                return BodyStatus.Complete;
            }
        }
    }

    /// <summary>Gives everything back; the bytes must not be used afterwards.</summary>
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

/// <summary>Whether a body was read.</summary>
internal enum BodyStatus
{
    Complete,

    /// <summary>It is longer than the limit.</summary>
    TooLarge,

    /// <summary>There is no room for it at the moment.</summary>
    Busy,
}
