using System.Data;
using Npgsql;
using SampleService.Domain;

namespace SampleService.Storage.PostgreSql;

/// <summary>
/// Stores new samples. Those of concurrent callers go in groups: one round trip and one commit for all that have gathered
/// while earlier groups were on their way. Samples that are new have nothing to do with one another, so nobody waits for
/// another's locks; what is wrong with one fails that one alone.
/// </summary>
internal sealed class SampleCreation(PostgreSqlDatabase database)
{
    /// <summary>More at a time would only make each of them smaller.</summary>
    private const int MostGroups = 3;

    private const int LargestGroup = 64;

    /// <summary>Bytes of trees after which a group is full, so that small samples do not wait long behind huge ones.</summary>
    private const int MostBytes = 512 * 1024;

    private readonly Lock _gate = new();
    private readonly Queue<Waiting> _waiting = [];
    private int _underWay;

    /// <summary>Stores a sample; it is on disk when this ends.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="cancellation">Drops it if it is not on its way yet.</param>
    public Task<SampleHeader> CreateAsync(NewSample sample, CancellationToken cancellation)
    {
        var waiting = new Waiting(sample, cancellation);
        lock (_gate)
        {
            _waiting.Enqueue(waiting);
            if (_underWay == MostGroups)
                return waiting.Answer.Task;
            _underWay++;
        }

        _ = SendAsync();
        return waiting.Answer.Task;
    }

    /// <summary>Sends what has gathered, and then what has gathered meanwhile. Failures go to those who wait.</summary>
    private async Task SendAsync()
    {
        while (Take() is { Count: > 0 } group)
        {
            try
            {
                await StoreAsync(group).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                foreach (var waiting in group)
                    waiting.Answer.TrySetException(exception);
            }
        }
    }

    private List<Waiting> Take()
    {
        var group = new List<Waiting>();
        var bytes = 0;
        lock (_gate)
        {
            while (group.Count < LargestGroup && bytes < MostBytes && _waiting.TryDequeue(out var next))
            {
                if (next.Cancellation.IsCancellationRequested)
                {
                    next.Answer.SetCanceled(next.Cancellation);
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

    private async Task StoreAsync(List<Waiting> group)
    {
        var stored = new bool[group.Count];
        try
        {
            if (group.Count > 1)
                stored = await database.WriteAsync(
                    (session, token) => InsertAsync(session, group, token), findsItsWork: true, default).ConfigureAwait(false);
        }
        catch (Exception exception) when (!IsOfTheDatabase(exception))
        {
            // Something was wrong with one of them, and none is stored: each is tried by itself.
        }

        for (var i = 0; i < group.Count; i++)
            if (stored[i])
                group[i].Answer.TrySetResult(Header(group[i].Sample));
            else
                await StoreAloneAsync(group[i]).ConfigureAwait(false);
    }

    private async Task StoreAloneAsync(Waiting waiting)
    {
        var sample = waiting.Sample;
        try
        {
            waiting.Answer.TrySetResult(await database.WriteAsync(
                async (session, token) =>
                    await session.ReadAnyAsync(PostgreSqlSampleStore.CreateStatement(sample, database.Now), token).ConfigureAwait(false)
                        ? Header(sample)
                        : await PostgreSqlSampleStore.FindCreatedAsync(session, sample, token).ConfigureAwait(false),
                findsItsWork: true, default).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            waiting.Answer.TrySetException(exception);
        }
    }

    /// <summary>Tells for each whether it was stored now; not so is one that is there already.</summary>
    private Task<bool[]> InsertAsync(PostgreSqlSession session, List<Waiting> group, CancellationToken cancellation) =>
        session.RunAsync(
            group.Select(waiting => PostgreSqlSampleStore.CreateStatement(waiting.Sample, database.Now)),
            async (reader, token) =>
            {
                var stored = new bool[group.Count];
                for (var i = 0; i < stored.Length; i++)
                {
                    if (i > 0)
                        await reader.NextResultAsync(token).ConfigureAwait(false);
                    stored[i] = await reader.ReadAsync(token).ConfigureAwait(false);
                }

                return stored;
            },
            CommandBehavior.Default, cancellation);

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
        public TaskCompletionSource<SampleHeader> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
