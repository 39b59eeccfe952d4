using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Grains.Tests;

/// <summary>What was read from a store.</summary>
internal sealed class ReadCounts
{
    /// <summary>Headers by themselves.</summary>
    public int Headers;

    /// <summary>Versions by themselves.</summary>
    public int Versions;

    /// <summary>Headers together with a version.</summary>
    public int Combined;

    /// <summary>Queries for many samples.</summary>
    public int Sets;

    /// <summary>Trees that were read by queries for many samples.</summary>
    public int SetTrees;

    /// <summary>Queries whether what is remembered still holds.</summary>
    public int Confirmations;

    /// <summary>All queries.</summary>
    public int All => Headers + Versions + Combined + Sets + Confirmations;

    public override string ToString() =>
        $"headers {Headers}, versions {Versions}, combined {Combined}, sets {Sets} with {SetTrees} trees, confirmations {Confirmations}";
}

/// <summary>The real store, whose reads are counted, and whose calls can be held back or made to fail.</summary>
internal sealed class HeldSampleStore(ISampleStore store) : ISampleStore
{
    /// <summary>Whether the next writes are committed and then reported as failed.</summary>
    public bool LosesAnswers { get; set; }

    /// <summary>What the next writes end with, instead of being made; null for none.</summary>
    public Exception? WriteFault { get; set; }

    /// <summary>What the next reads end with, confirmations apart; null for none.</summary>
    public Exception? ReadFault { get; set; }

    public ReadCounts Reads { get; private set; } = new();

    /// <summary>Holds writes before they are made.</summary>
    public Gate Writes { get; } = new();

    /// <summary>Holds reads before they are made, confirmations apart.</summary>
    public Gate Queries { get; } = new();

    /// <summary>Holds the answers of reads, confirmations apart.</summary>
    public Gate Answers { get; } = new();

    /// <summary>Holds confirmations before they are made.</summary>
    public Gate Confirmations { get; } = new();

    /// <summary>Begins to count anew.</summary>
    public void ResetCounts() => Reads = new ReadCounts();

    /// <summary>Works as the real one from now on.</summary>
    public void Reset()
    {
        foreach (var gate in new[] { Writes, Queries, Answers, Confirmations })
            gate.Open();
        (LosesAnswers, WriteFault, ReadFault) = (false, null, null);
        ResetCounts();
    }

    public ValueTask<SampleHeader?> FindAsync(SampleId id, CancellationToken cancellation)
    {
        Interlocked.Increment(ref Reads.Headers);
        return ReadAsync(() => store.FindAsync(id, cancellation), cancellation);
    }

    public ValueTask<IReadOnlyList<SampleHeader>> FindManyAsync(
        IReadOnlyCollection<SampleId> ids, CancellationToken cancellation)
    {
        Interlocked.Increment(ref Reads.Headers);
        return ReadAsync(() => store.FindManyAsync(ids, cancellation), cancellation);
    }

    public async ValueTask<IReadOnlyList<SampleHeaderVersion>> FindHeaderVersionsAsync(
        IReadOnlyCollection<SampleId> ids, CancellationToken cancellation)
    {
        Interlocked.Increment(ref Reads.Confirmations);
        await Confirmations.PassAsync(cancellation).ConfigureAwait(false);
        return await store.FindHeaderVersionsAsync(ids, cancellation).ConfigureAwait(false);
    }

    public ValueTask<FoundSample?> FindWithVersionAsync(SampleId id, VersionNumber? version, CancellationToken cancellation)
    {
        Interlocked.Increment(ref Reads.Combined);
        return ReadAsync(() => store.FindWithVersionAsync(id, version, cancellation), cancellation);
    }

    public ValueTask<SampleVersion?> FindVersionAsync(SampleVersionId id, CancellationToken cancellation)
    {
        Interlocked.Increment(ref Reads.Versions);
        return ReadAsync(() => store.FindVersionAsync(id, cancellation), cancellation);
    }

    public async ValueTask<IReadOnlyList<FoundVersion>> FindVersionsAsync(
        Requester requester, IReadOnlyList<VersionQuery> asked, CancellationToken cancellation)
    {
        Interlocked.Increment(ref Reads.Sets);
        var found = await ReadAsync(() => store.FindVersionsAsync(requester, asked, cancellation), cancellation).ConfigureAwait(false);
        Interlocked.Add(ref Reads.SetTrees, found.Count(one => one.Version is not null));
        return found;
    }

    public ValueTask<StoredNode?> FindNodeAsync(SampleVersionId id, NodeId node, CancellationToken cancellation) =>
        store.FindNodeAsync(id, node, cancellation);

    public ValueTask<SampleHeader> CreateAsync(NewSample sample, CancellationToken cancellation) =>
        WriteAsync(() => store.CreateAsync(sample, cancellation));

    public ValueTask<SaveOutcome> SaveVersionAsync(NewVersion version, CancellationToken cancellation) =>
        WriteAsync(() => store.SaveVersionAsync(version, cancellation));

    public ValueTask<AclOutcome> ReplaceAclsAsync(NewAcls change, CancellationToken cancellation) =>
        WriteAsync(() => store.ReplaceAclsAsync(change, cancellation));

    public ValueTask<AclOutcome> RecordSameAclsAsync(SameAcls change, CancellationToken cancellation) =>
        WriteAsync(() => store.RecordSameAclsAsync(change, cancellation));

    private async ValueTask<T> ReadAsync<T>(Func<ValueTask<T>> read, CancellationToken cancellation)
    {
        await Queries.PassAsync(cancellation).ConfigureAwait(false);
        if (ReadFault is { } fault)
            throw fault;
        var found = await read().ConfigureAwait(false);
        await Answers.PassAsync(cancellation).ConfigureAwait(false);
        return found;
    }

    private async ValueTask<T> WriteAsync<T>(Func<ValueTask<T>> write)
    {
        await Writes.PassAsync().ConfigureAwait(false);
        if (WriteFault is { } fault)
            throw fault;
        var outcome = await write().ConfigureAwait(false);
        return LosesAnswers ? throw new ServiceException(ErrorKind.StorageFailure, "Connection to database failed") : outcome;
    }
}
