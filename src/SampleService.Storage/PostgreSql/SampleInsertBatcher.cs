using System.Diagnostics;
using Npgsql;
using SampleService.Domain;

namespace SampleService.Storage.PostgreSql;

/// <summary>
/// Stores new samples. Those of concurrent callers go in groups: one round trip and one commit for all that have gathered
/// while earlier groups were on their way. Samples that are new have nothing to do with one another, so nobody waits for
/// another's locks; what is wrong with one fails that one alone.
/// </summary>
internal sealed class SampleInsertBatcher(PostgreSqlDatabase database)
{
    /// <summary>
    /// As many are on their way at a time: each keeps a processor of the database server busy. More would be smaller, and cost
    /// more on both sides; with one alone, a connection that hangs would hold up everybody.
    /// </summary>
    private static readonly int MaxConcurrentBatches = Math.Max(2, Environment.ProcessorCount / 2);

    private const int MaxBatchSize = 64;

    /// <summary>What metrics and traces call it.</summary>
    private const string Operation = nameof(SampleStore.CreateAsync);

    /// <summary>Bytes of trees after which a group is full.</summary>
    private const int MaxBatchBytes = 512 * 1024;

    /// <summary>Bytes of a tree that goes by itself, so that small samples do not wait behind it.</summary>
    private const int LargeTree = 128 * 1024;

    private readonly Lock _gate = new();
    private readonly Queue<Waiting> _waiting = [];
    private int _underWay;

    /// <summary>Stores a sample; it is on disk when this ends.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="cancellation">Drops it if it is not on its way yet.</param>
    public async Task<SampleHeader> CreateAsync(NewSample sample, CancellationToken cancellation)
    {
        var waiting = new Waiting(sample, cancellation);
        if (sample.Content.NodeTree.Length >= LargeTree)
            _ = StoreAloneAsync(waiting);
        else if (Add(waiting))
            _ = SendAsync();
        // The time behind other groups counts too.
        return await database.AwaitAsync(waiting.Answer.Task).ConfigureAwait(false);
    }

    /// <summary>Adds a sample to those that wait; gives whether somebody has to see to them.</summary>
    private bool Add(Waiting waiting)
    {
        lock (_gate)
        {
            _waiting.Enqueue(waiting);
            if (_underWay == MaxConcurrentBatches)
                return false;
            _underWay++;
            return true;
        }
    }

    /// <summary>Sends what has gathered, and then what has gathered meanwhile.</summary>
    private async Task SendAsync()
    {
        while (Take() is { Count: > 0 } group)
        {
            if (await StoreAsync(group).ConfigureAwait(false) is { } failure)
                foreach (var waiting in group)
                    waiting.Answer.TrySetException(failure);
            // What follows is for others than the caller of this, and not of that call's trace.
            Activity.Current = null;
        }
    }

    private List<Waiting> Take()
    {
        var group = new List<Waiting>();
        var bytes = 0;
        lock (_gate)
        {
            while (group.Count < MaxBatchSize && bytes < MaxBatchBytes && _waiting.TryDequeue(out var next))
            {
                if (next.Cancellation.IsCancellationRequested)
                {
                    next.Answer.TrySetCanceled(next.Cancellation);
                    continue;
                }

                // Its caller is told that it failed: it is not begun any more.
                if (database.IsOver(next.Began))
                {
                    next.Answer.TrySetException(new TimeoutException());
                    continue;
                }

                group.Add(next);
                bytes += next.Sample.Content.NodeTree.Length;
            }

            if (group.Count == 0)
                _underWay--;
        }

        return group;
    }

    /// <summary>Stores samples; gives the failure if the database failed, so that nothing more is to be tried.</summary>
    private async Task<Exception?> StoreAsync(List<Waiting> group)
    {
        HashSet<Guid> stored = [];
        try
        {
            if (group.Count > 1)
                stored = await database.WriteAsync(
                    (session, token) => InsertAsync(session, group, token), isIdempotent: true, default, Operation).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            if (IsOfTheDatabase(exception))
                return exception;
            // Something was wrong with one of them, and none is stored: each is tried by itself.
        }

        foreach (var waiting in group)
        {
            if (stored.Contains(waiting.Sample.Id.Value))
                waiting.Answer.TrySetResult(Header(waiting.Sample));
            else if (await StoreAloneAsync(waiting).ConfigureAwait(false) is { } failure)
                return failure;
        }

        return null;
    }

    private async Task<Exception?> StoreAloneAsync(Waiting waiting)
    {
        var sample = waiting.Sample;
        try
        {
            waiting.Answer.TrySetResult(await database.WriteAsync(
                async (session, token) =>
                    await session.ReadAnyAsync(SampleStore.CreateStatement(sample, database.Now), token).ConfigureAwait(false)
                        ? Header(sample)
                        : await SampleStore.FindCreatedAsync(session, sample, token).ConfigureAwait(false),
                isIdempotent: true, waiting.Cancellation, Operation).ConfigureAwait(false));
            return null;
        }
        catch (Exception exception)
        {
            waiting.Answer.TrySetException(exception);
            return IsOfTheDatabase(exception) && !waiting.Cancellation.IsCancellationRequested ? exception : null;
        }
    }

    /// <summary>Gives the ids of those that were stored now; not so are those that are there already.</summary>
    private async Task<HashSet<Guid>> InsertAsync(PostgreSqlSession session, List<Waiting> group, CancellationToken cancellation) =>
        [.. await session.ReadAllAsync(
            CreateStatement(group.ConvertAll(static waiting => waiting.Sample), database.Now),
            static row => row.GetGuid(0), cancellation).ConfigureAwait(false)];

    /// <summary>Stores samples; has a row for each whose id is not taken.</summary>
    internal static PostgreSqlStatement CreateStatement(IReadOnlyList<NewSample> samples, long? now)
    {
        var nodes = samples.SelectMany(static sample => sample.Content.Nodes.Select((node, position) => (sample.Id, Node: node, position))).ToArray();
        return new PostgreSqlStatement(SampleSql.CreateMany)
            .Bind(now)
            .Bind(samples.Select(static sample => sample.Id.Value).ToArray())
            .Bind(samples.Select(static sample => sample.Owner.Value).ToArray())
            .Bind(samples.Select(static sample => sample.Content.Name).ToArray())
            .Bind(samples.Select(static sample => sample.WriteId.Value).ToArray())
            .Bind(samples.Select(static sample => sample.Content.Nodes.Length).ToArray())
            .BindTexts(samples.Select(static sample => sample.Content.NodeTree).ToArray())
            .Bind(Array.ConvertAll(nodes, static node => node.Id.Value))
            .Bind(Array.ConvertAll(nodes, static node => node.Node.Id.Value))
            .Bind(Array.ConvertAll(nodes, static node => node.position))
            .Bind(Array.ConvertAll(nodes, static node => node.Node.Start))
            .Bind(Array.ConvertAll(nodes, static node => node.Node.Length));
    }

    private static SampleHeader Header(NewSample sample) =>
        new(sample.Id, SampleAcls.OwnedBy(sample.Owner), Head: 1, AclVersion: 1);

    /// <summary>Whether a failure says nothing of what was to be stored: trying each would only take longer.</summary>
    private static bool IsOfTheDatabase(Exception exception) => exception switch
    {
        ServiceException { InnerException: PostgresException failure } => !SqlStates.IsOfTheData(failure.SqlState),
        ServiceException or OperationCanceledException or ObjectDisposedException => true,
        _ => false,
    };

    private sealed record Waiting(NewSample Sample, CancellationToken Cancellation)
    {
        public long Began { get; } = TimeProvider.System.GetTimestamp();

        public TaskCompletionSource<SampleHeader> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
