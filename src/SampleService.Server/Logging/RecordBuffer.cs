using System.Buffers;

namespace SampleService.Server;

/// <summary>Where a thread makes its records, one after the other.</summary>
internal static class RecordBuffer
{
    /// <summary>A larger one is not kept for the next record.</summary>
    private const int LargestKept = 64 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _kept;

    /// <summary>An empty one, to be given back.</summary>
    public static ArrayBufferWriter<byte> Take()
    {
        // A text can be made of something that logs.
        var taken = _kept ?? new ArrayBufferWriter<byte>(1024);
        _kept = null;
        return taken;
    }

    public static void Return(ArrayBufferWriter<byte> taken)
    {
        taken.ResetWrittenCount();
        if (taken.Capacity <= LargestKept)
            _kept = taken;
    }
}
