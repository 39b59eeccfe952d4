using System.Buffers;
using System.IO.Pipelines;
using SampleService.Json;

namespace SampleService.Server;

/// <summary>Sends answers to callers who may be slow.</summary>
internal static class AnswerSending
{
    /// <summary>Bytes sent at a time: the transport copies them, and waits for a slow caller before it takes more.</summary>
    public const int MaxSlice = 64 * 1024;

    /// <summary>Sends all of it, in slices; ends early when nobody reads any more.</summary>
    public static async ValueTask SendAsync(this JsonOutput output, PipeWriter writer, CancellationToken cancellation)
    {
        var pieces = output.Pieces;
        var unsent = 0;
        for (var i = 0; i < pieces.Count; i++)
            for (var rest = pieces[i]; !rest.IsEmpty; rest = rest[Math.Min(rest.Length, MaxSlice)..])
            {
                var slice = rest[..Math.Min(rest.Length, MaxSlice)];
                writer.Write(slice.Span);
                unsent += slice.Length;
                if (unsent < MaxSlice)
                    continue;
                unsent = 0;
                if ((await writer.FlushAsync(cancellation)).IsCompleted)
                    return;
            }

        // After a flush, Kestrel does not send what is written later without another flush.
        await writer.FlushAsync(cancellation);
    }
}
