using System.Collections.Concurrent;
using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>How much memory a process keeps of samples.</summary>
/// <param name="MaxBytes">Bytes, about.</param>
public sealed record SampleCacheOptions(long MaxBytes)
{
    private const long LowestBytes = 16L << 20, HighestBytes = 256L << 20;

    /// <summary>An eighth of what the process may use, within 16 and 256 MB: some 50 000 samples of 2 KB on a usual machine.</summary>
    public static SampleCacheOptions Default { get; } = new(
        Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8, LowestBytes, HighestBytes));

    /// <summary>A larger document would drive out too much else.</summary>
    internal long MaxDocumentBytes => MaxBytes / 64;
}

/// <summary>
/// What this process remembers of samples: their heads and access levels, and the documents of versions. Safe for concurrent use.
/// </summary>
/// <remarks>
/// <code>
///   Find ──> recent ──found──> answer            Set ──> recent     when recent holds half of MaxBytes:
///              │                                                      earlier = recent      (what was in earlier goes)
///              └──────> earlier ──found──> Set                        recent  = empty
/// </code>
/// What is used again moves on to the recent generation; what is not is gone after two rotations.
/// </remarks>
/// <param name="epoch">Whether other processes may have written.</param>
/// <param name="options">How much is kept.</param>
public sealed class SampleCache(OwnershipEpoch epoch, SampleCacheOptions options)
{
    /// <summary>What a usual sample takes, with what is around it.</summary>
    private const int TypicalBytes = 4096;

    /// <summary>What an entry takes beside its document.</summary>
    private const int EntryBytes = 150;

    // Samples share counters; a write of one makes readers of those that share its counter ask the database again too.
    private readonly int[] _writes = new int[1 << 14];
    private readonly Lock _rotation = new();
    private readonly Doorkeeper _doorkeeper = new(options.MaxBytes / TypicalBytes);
    private volatile Generation _recent = new();
    private volatile Generation _earlier = new();

    /// <summary>What is kept at the moment, in bytes, about.</summary>
    public long Bytes => Interlocked.Read(ref _recent.Bytes) + Interlocked.Read(ref _earlier.Bytes);

    /// <summary>The present stamp of a sample.</summary>
    internal ReadStamp GetStamp(SampleId sample) => new(epoch.Current, Volatile.Read(ref Writes(sample)));

    /// <summary>Outdates what was read of a sample. To be called after each write, before the writer is answered.</summary>
    /// <returns>The stamp from now on.</returns>
    internal ReadStamp Invalidate(SampleId sample)
    {
        var current = epoch.Current;
        return new ReadStamp(current, Interlocked.Increment(ref Writes(sample)));
    }

    /// <summary>Whether a version is worth keeping: it was asked for before.</summary>
    internal bool Admit(SampleVersionId version) => _doorkeeper.Admit(version);

    /// <summary>What is known of head and access; null if nothing is. Whether it is right is for the caller to see.</summary>
    internal AccessSnapshot? FindAccess(SampleId sample)
    {
        if (_recent.Access.TryGetValue(sample, out var access))
            return access;
        if (_earlier.Access.TryGetValue(sample, out access))
            Set(sample, access);
        return access;
    }

    /// <summary>The document of a version, which is right for ever; null if it is not here.</summary>
    internal JsonBytes? FindDocument(SampleVersionId version)
    {
        if (_recent.Documents.TryGetValue(version, out var document))
            return document;
        if (_earlier.Documents.TryGetValue(version, out document))
            Set(version, document);
        return document;
    }

    /// <summary>Keeps head and access, unless what is known is newer, or right too and of more users.</summary>
    internal void Set(SampleId sample, AccessSnapshot access)
    {
        var generation = _recent;
        if (generation.Access.TryGetValue(sample, out var known))
        {
            if (known.Head > access.Head)
                return;
            if (known.Header is not null && access.Header is null && (access.Stamp.Epoch is null || access.Stamp == known.Stamp))
                return;
        }

        generation.Access[sample] = access;
        Account(generation, EntryBytes + access.Bytes - (known is null ? 0 : EntryBytes + known.Bytes));
    }

    /// <summary>Keeps the document of a version.</summary>
    internal void Set(SampleVersionId version, JsonBytes document)
    {
        var generation = _recent;
        if (document.Utf8.Length <= options.MaxDocumentBytes && generation.Documents.TryAdd(version, document))
            Account(generation, EntryBytes + document.Utf8.Length);
    }

    /// <summary>Forgets a sample and its versions.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="versions">How many versions it has.</param>
    internal void Forget(SampleId sample, int versions)
    {
        Invalidate(sample);
        foreach (var generation in new[] { _recent, _earlier })
        {
            if (generation.Access.TryRemove(sample, out var access))
                Account(generation, -EntryBytes - access.Bytes);
            for (var version = 1; version <= versions; version++)
                if (generation.Documents.TryRemove(new SampleVersionId(sample, version), out var document))
                    Account(generation, -EntryBytes - document.Utf8.Length);
        }
    }

    private void Account(Generation generation, long bytes)
    {
        if (Interlocked.Add(ref generation.Bytes, bytes) > options.MaxBytes / 2)
            Rotate(generation);
    }

    private void Rotate(Generation full)
    {
        lock (_rotation)
        {
            if (!ReferenceEquals(_recent, full))
                return;
            _earlier = full;
            _recent = new Generation();
        }
    }

    private ref int Writes(SampleId sample) => ref _writes[sample.GetHashCode() & (_writes.Length - 1)];

    private sealed class Generation
    {
        public long Bytes;

        public ConcurrentDictionary<SampleId, AccessSnapshot> Access { get; } = new();

        public ConcurrentDictionary<SampleVersionId, JsonBytes> Documents { get; } = new();
    }
}
