using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Grains.Tests;

/// <summary>The real store, whose writes can be held back, or made to fail after they were committed.</summary>
internal sealed class HeldSampleStore(ISampleStore store) : ISampleStore
{
    private TaskCompletionSource? _gate;
    private TaskCompletionSource? _confirmationGate;
    private TaskCompletionSource? _queryArrived;
    private TaskCompletionSource? _answerGate;
    private readonly TaskCompletionSource _answerRead = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _queryGate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _queryCancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether the next writes are committed and then reported as failed.</summary>
    public bool LosesAnswers { get; set; }

    /// <summary>What the next writes end with, instead of being made; null for none.</summary>
    public Exception? Breaks { get; set; }

    /// <summary>Completes when a query that is held has been cancelled.</summary>
    public Task QueryCancelled => _queryCancelled.Task;

    /// <summary>Completes when a held write has arrived.</summary>
    public Task Arrived => _arrived.Task;

    /// <summary>Trees that were read, to see what is answered from memory.</summary>
    public int VersionReads { get; private set; }

    /// <summary>Queries that asked whether what is remembered still holds.</summary>
    public int Confirmations { get; private set; }

    /// <summary>Questions for many samples at once.</summary>
    public int SetReads { get; private set; }

    /// <summary>Trees that were read for these.</summary>
    public int TreesOfSets { get; private set; }

    /// <summary>Headers that were read.</summary>
    public int HeaderReads { get; private set; }

    public void Hold()
    {
        _arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>From now on questions for many samples wait until they are let go or cancelled.</summary>
    public void HoldQueries() =>
        _queryArrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void LetQueriesGo() => _queryGate.SetResult();

    /// <summary>Completes when a held question for many samples has arrived.</summary>
    public Task QueryArrived => _queryArrived!.Task;

    /// <summary>From now on questions for many samples are answered by the database, and the answers kept back.</summary>
    public void HoldAnswers() =>
        _answerGate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void LetAnswersGo() => Open(ref _answerGate);

    /// <summary>Completes when an answer is kept back.</summary>
    public Task AnswerRead => _answerRead.Task;

    public void HoldConfirmations() =>
        _confirmationGate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void LetConfirmationsGo() => Open(ref _confirmationGate);

    public void LetGo() => Open(ref _gate);

    public ValueTask<SampleHeader?> FindAsync(SampleId id, CancellationToken cancellation)
    {
        HeaderReads++;
        return store.FindAsync(id, cancellation);
    }

    public async ValueTask<IReadOnlyList<SampleHeader>> FindManyAsync(
        IReadOnlyCollection<SampleId> ids, CancellationToken cancellation)
    {
        await PassAsync(cancellation).ConfigureAwait(false);
        return await store.FindManyAsync(ids, cancellation).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<SampleHeaderVersion>> FindHeaderVersionsAsync(
        IReadOnlyCollection<SampleId> ids, CancellationToken cancellation)
    {
        Confirmations++;
        if (_confirmationGate is { } gate)
            await gate.Task.ConfigureAwait(false);
        return await store.FindHeaderVersionsAsync(ids, cancellation).ConfigureAwait(false);
    }

    public ValueTask<SampleVersion?> FindVersionAsync(SampleVersionId id, CancellationToken cancellation)
    {
        VersionReads++;
        return store.FindVersionAsync(id, cancellation);
    }

    public async ValueTask<IReadOnlyList<FoundVersion>> FindVersionsAsync(
        Requester requester, IReadOnlyList<VersionQuery> asked, CancellationToken cancellation)
    {
        SetReads++;
        await PassAsync(cancellation).ConfigureAwait(false);
        var found = await store.FindVersionsAsync(requester, asked, cancellation).ConfigureAwait(false);
        TreesOfSets += found.Count(one => one.Version is not null);
        if (_answerGate is { } gate)
        {
            _answerRead.TrySetResult();
            await gate.Task.ConfigureAwait(false);
        }

        return found;
    }

    public ValueTask<bool> HasNodeAsync(SampleVersionId id, NodeId node, CancellationToken cancellation) =>
        store.HasNodeAsync(id, node, cancellation);

    public ValueTask<ReadOnlyMemory<byte>?> FindNodeAsync(SampleVersionId id, NodeId node, CancellationToken cancellation) =>
        store.FindNodeAsync(id, node, cancellation);

    public ValueTask<SampleHeader> CreateAsync(NewSample sample, CancellationToken cancellation) =>
        Write(() => store.CreateAsync(sample, cancellation));

    public ValueTask<SaveOutcome> SaveVersionAsync(NewVersion version, CancellationToken cancellation) =>
        Write(() => store.SaveVersionAsync(version, cancellation));

    public ValueTask<AclOutcome> ReplaceAclsAsync(NewAcls change, CancellationToken cancellation) =>
        Write(() => store.ReplaceAclsAsync(change, cancellation));

    private static void Open(ref TaskCompletionSource? gate)
    {
        var held = gate;
        gate = null;
        held?.SetResult();
    }

    private async Task PassAsync(CancellationToken cancellation)
    {
        if (_queryArrived is not { } arrived)
            return;
        arrived.TrySetResult();
        try
        {
            await _queryGate.Task.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _queryCancelled.SetResult();
            throw;
        }
    }

    private async ValueTask<T> Write<T>(Func<ValueTask<T>> write)
    {
        if (_gate is { } gate)
        {
            _arrived.TrySetResult();
            await gate.Task.ConfigureAwait(false);
        }

        if (Breaks is { } fault)
            throw fault;
        var outcome = await write().ConfigureAwait(false);
        return LosesAnswers ? throw new ServiceException(ErrorKind.StorageFailure, "Connection to database failed") : outcome;
    }
}
