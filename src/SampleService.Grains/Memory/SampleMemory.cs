using System.Collections.Concurrent;
using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>
/// What this process remembers of samples that are asked for by sets, again and again: of each the newest version that was asked
/// for, and what the last one who asked may do with it. Safe for concurrent use.
/// </summary>
/// <param name="owned">Whether anybody else may have written.</param>
/// <param name="limit">
/// How much is kept. Twice half of it: when a half is full, the other one, with what was not asked for since, goes.
/// </param>
public sealed class SampleMemory(OwnedMemory owned, SampleMemoryLimit limit)
{
    /// <summary>What a sample of the size that is usual takes, with what is around it.</summary>
    private const int TypicalBytes = 4096;

    // Samples share a count with some others; a write of one makes the database be asked for those again too.
    private readonly int[] _writes = new int[1 << 14];
    private readonly Lock _turning = new();
    private readonly AskedLately _lately = new(limit.Bytes / TypicalBytes);
    private volatile Half _recent = new();
    private volatile Half _earlier = new();

    /// <summary>How much is kept at the moment, in bytes, about.</summary>
    public long Bytes => Interlocked.Read(ref _recent.Bytes) + Interlocked.Read(ref _earlier.Bytes);

    /// <summary>The moment it is for a sample.</summary>
    internal SampleMoment Now(SampleId sample) => new(owned.Period, Volatile.Read(ref Writes(sample)));

    /// <summary>
    /// A sample was written: what was read of it before is no longer right. To be called before whoever wrote is answered.
    /// </summary>
    internal void Written(SampleId sample) => Interlocked.Increment(ref Writes(sample));

    /// <summary>What is remembered of a sample; null if it is nothing.</summary>
    internal RememberedSample? Find(SampleId sample)
    {
        if (_recent.Samples.TryGetValue(sample, out var known))
            return known;
        if (_earlier.Samples.TryGetValue(sample, out known))
            Keep(known);
        return known;
    }

    /// <summary>Remembers a version that was read, if it is asked for again, and unless a newer one is known.</summary>
    internal void Remember(SampleVersion version, Sight sight)
    {
        if (_lately.Ask(version.Id))
            Keep(new RememberedSample(version, sight));
    }

    /// <summary>Remembers a sample, unless a newer version of it is known.</summary>
    internal void Keep(RememberedSample remembered)
    {
        var sample = remembered.Version.Id.Sample;
        if (remembered.Bytes > limit.LargestSample)
            return;
        var half = _recent;
        long added;
        while (true)
        {
            if (!half.Samples.TryGetValue(sample, out var known))
            {
                added = remembered.Bytes;
                if (half.Samples.TryAdd(sample, remembered))
                    break;
            }
            else
            {
                if (known.Number > remembered.Number)
                    return;
                added = remembered.Bytes - known.Bytes;
                if (half.Samples.TryUpdate(sample, remembered, known))
                    break;
            }
        }

        if (Interlocked.Add(ref half.Bytes, added) > limit.Bytes / 2)
            Turn(half);
    }

    private void Turn(Half full)
    {
        lock (_turning)
        {
            if (!ReferenceEquals(_recent, full))
                return;
            _earlier = full;
            _recent = new Half();
        }
    }

    private ref int Writes(SampleId sample) => ref _writes[sample.GetHashCode() & (_writes.Length - 1)];

    private sealed class Half
    {
        public long Bytes;

        public ConcurrentDictionary<SampleId, RememberedSample> Samples { get; } = new();
    }
}
