namespace SampleService.Grains;

/// <summary>Bounds the texts that the grains of a silo hold. Safe for concurrent use.</summary>
/// <param name="maxBytes">Bytes that all of them together may hold.</param>
public sealed class GrainMemory(long maxBytes)
{
    private long _bytes;

    /// <summary>Bytes held at the moment.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Takes room for a text; false if there is none.</summary>
    internal bool TryReserve(long bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) > maxBytes)
        {
            Interlocked.Add(ref _bytes, -bytes);
            return false;
        }

        GrainInstruments.CountBytes(bytes);
        return true;
    }

    /// <summary>Gives back what was taken.</summary>
    internal void Release(long bytes)
    {
        Interlocked.Add(ref _bytes, -bytes);
        GrainInstruments.CountBytes(-bytes);
    }
}
