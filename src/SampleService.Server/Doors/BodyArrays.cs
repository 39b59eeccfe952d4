using System.Buffers;
using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>The arrays in which bodies are gathered.</summary>
internal static class BodyArrays
{
    /// <summary>Larger arrays are left to the garbage collector: the pool would keep a huge one for ever.</summary>
    public const int MaxPooled = 1 << 20;

    /// <summary>An array of at least this size; null if there is no memory for it.</summary>
    public static byte[]? Rent(int size)
    {
        try
        {
            return size <= MaxPooled ? ArrayPool<byte>.Shared.Rent(size) : GC.AllocateUninitializedArray<byte>(size);
        }
        catch (OutOfMemoryException)
        {
            JsonRpcInstruments.CountBusy("memory");
            return null;
        }
    }

    /// <summary>Gives one back; null is none.</summary>
    public static void Return(byte[]? array)
    {
        if (array is { Length: > 0 and <= MaxPooled })
            ArrayPool<byte>.Shared.Return(array);
    }
}
