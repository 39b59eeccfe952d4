using Npgsql;
using SampleService.Domain;
using SampleService.Storage.Batching;
using PendingSample = SampleService.Storage.Batching.PendingRequest<SampleService.Storage.NewSample, SampleService.Domain.SampleHeader>;

namespace SampleService.Storage.PostgreSql;

/// <summary>
/// Inserts new samples, those of concurrent callers in batches: one round trip and one commit a batch. New samples have
/// nothing to do with one another, so none waits for locks of another; a sample that cannot be stored fails alone.
/// </summary>
internal sealed class SampleInsertBatcher
{
    /// <summary>
    /// Each batch keeps a processor of the database server busy. With more, each would be smaller and cost more on both
    /// sides; with one alone, a connection that hangs would hold up all callers.
    /// </summary>
    private static readonly int MaxConcurrentBatches = Math.Max(2, Environment.ProcessorCount / 2);

    private const int MaxBatchSize = 64;

    private const int MaxBatchBytes = 512 * 1024;

    /// <summary>A tree of so many bytes goes by itself, so that small samples do not wait behind it.</summary>
    private const int LargeTreeBytes = 128 * 1024;

    /// <summary>What metrics and traces call it.</summary>
    private const string Operation = nameof(ISampleStore.CreateAsync);

    private readonly PostgreSqlDatabase _database;
    private readonly RequestBatcher<NewSample, SampleHeader> _batcher;

    public SampleInsertBatcher(PostgreSqlDatabase database)
    {
        _database = database;
        _batcher = new RequestBatcher<NewSample, SampleHeader>(MaxConcurrentBatches, InsertBatchAsync)
        {
            MaxBatchSize = MaxBatchSize,
            MaxBatchWeight = MaxBatchBytes,
            Weigh = static sample => sample.Content.NodeTree.Length,
            MaxWait = database.OperationTimeout,
        };
    }

    /// <summary>Inserts a sample; it is on disk when this ends.</summary>
    /// <param name="cancellation">Drops it if it is not under way yet.</param>
    public Task<SampleHeader> InsertAsync(NewSample sample, CancellationToken cancellation) =>
        // The time behind other batches counts too.
        _database.AwaitAsync(sample.Content.NodeTree.Length >= LargeTreeBytes
            ? InsertOneAsync(sample, cancellation)
            : _batcher.SendAsync(sample, cancellation));

    private async Task InsertBatchAsync(IReadOnlyList<PendingSample> batch)
    {
        HashSet<Guid> inserted = [];
        try
        {
            if (batch.Count > 1)
                inserted = await _database.WriteAsync(
                    (session, token) => InsertManyAsync(session, batch, token), isIdempotent: true, default, Operation)
                    .ConfigureAwait(false);
        }
        catch (Exception exception) when (!IsOfTheDatabase(exception))
        {
            // One of them cannot be stored, so none is: each is tried by itself.
        }

        foreach (var pending in batch)
        {
            if (inserted.Contains(pending.Request.Id.Value))
                pending.TrySetResult(HeaderOf(pending.Request));
            else
                await AnswerAsync(pending).ConfigureAwait(false);
        }
    }

    /// <summary>Inserts a sample by itself. A failure that the others of its batch would share is thrown.</summary>
    private async Task AnswerAsync(PendingSample pending)
    {
        try
        {
            pending.TrySetResult(await InsertOneAsync(pending.Request, pending.Cancellation).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            pending.TrySetException(exception);
            if (IsOfTheDatabase(exception) && !pending.Cancellation.IsCancellationRequested)
                throw;
        }
    }

    private async Task<SampleHeader> InsertOneAsync(NewSample sample, CancellationToken cancellation) =>
        await _database.WriteAsync((session, token) => InsertOneAsync(session, sample, token), isIdempotent: true, cancellation, Operation)
            .ConfigureAwait(false);

    private async Task<SampleHeader> InsertOneAsync(PostgreSqlSession session, NewSample sample, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < SampleOrdinal.PerMillisecond; attempt++)
        {
            if (await session.ReadAnyAsync(SampleStatements.Create(sample, _database.Now, attempt), cancellation).ConfigureAwait(false))
                return HeaderOf(sample);
            if (await FindInsertedAsync(session, sample, cancellation).ConfigureAwait(false) is { } inserted)
                return inserted;
        }

        throw new InvalidOperationException("No ordinal is free.");
    }

    /// <summary>The ids of those that were inserted; those that are there already are not among them.</summary>
    private async Task<HashSet<Guid>> InsertManyAsync(
        PostgreSqlSession session, IReadOnlyList<PendingSample> batch, CancellationToken cancellation) =>
        [.. await session.ReadAllAsync(
            SampleStatements.CreateMany([.. batch.Select(static pending => pending.Request)], _database.Now),
            static row => row.GetGuid(0), cancellation).ConfigureAwait(false)];

    /// <summary>The sample as it is now, if it was this write that stored it; null if its id is not taken, so that it was its ordinal.</summary>
    private static async Task<SampleHeader?> FindInsertedAsync(
        PostgreSqlSession session, NewSample sample, CancellationToken cancellation)
    {
        var writer = await session.ReadSingleAsync<Guid?>(
            new PostgreSqlStatement(SampleSql.FindFirstWrite).Bind(sample.Id.Value), static row => row.GetGuid(0),
            cancellation).ConfigureAwait(false);
        if (writer is null)
            return null;
        return writer == sample.WriteId.Value
            ? (await SampleHeaderReader.FindAsync(session, sample.Id, cancellation).ConfigureAwait(false))!
            : throw new InvalidOperationException("The id of a new sample is that of another one.");
    }

    private static SampleHeader HeaderOf(NewSample sample) =>
        new(sample.Id, SampleAcls.OwnedBy(sample.Owner), Head: 1, AclVersion: 1);

    /// <summary>Whether a failure has nothing to do with what was to be stored, so that trying each sample would only take longer.</summary>
    private static bool IsOfTheDatabase(Exception exception) => exception switch
    {
        ServiceException { InnerException: PostgresException failure } => !SqlStates.IsOfTheData(failure.SqlState),
        ServiceException or OperationCanceledException or ObjectDisposedException => true,
        _ => false,
    };
}
