using Microsoft.Data.Sqlite;
using SampleService.Domain;

namespace SampleService.Storage.Sqlite;

/// <summary>
/// The one thread that writes. It takes what has queued up, runs it in one transaction with a savepoint for each
/// operation, or for several that may be run again, commits, and then answers: one write to disk for all of them. When it has
/// nothing to do it moves the write-ahead log into the database file, so that a copy of that file alone has everything.
/// </summary>
internal sealed class SqliteWriter
{
    // A group ends early after this many rows, so that small writes do not wait long behind huge ones.
    private const int RowsPerGroup = 20_000;

    private const long NoGroup = long.MaxValue;

    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(1);

    private readonly SqliteSession _session;
    private readonly DatabaseFiles _files;
    private readonly HighWaterMark _mark;
    private readonly SqliteErrors _errors;
    private readonly PlatformStateFile _states;
    private readonly int _groupSize;
    private readonly SemaphoreSlim _room;
    private readonly Queue<WriteOperation> _queue = [];
    private readonly object _gate = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeProvider _clock;
    private readonly List<WriteOperation> _together = [];
    private bool _stopping;

    private long _groupBegan = NoGroup;

    /// <summary>Whether the log may have what the database file has not. What an earlier process left in it counts.</summary>
    private bool _isLogUsed = true;

    public SqliteWriter(
        SqliteSession session, DatabaseFiles files, HighWaterMark mark, SqliteErrors errors, PlatformStateFile states,
        SqliteDatabaseOptions options, TimeProvider clock)
    {
        _clock = clock;
        _states = states;
        _session = session;
        _files = files;
        _mark = mark;
        _errors = errors;
        _groupSize = options.GroupSize;
        _room = new SemaphoreSlim(options.QueueCapacity);
        new Thread(Run) { Name = "SQLite writer", IsBackground = true }.Start();
    }

    /// <summary>When the transaction that is under way began, before any time that is written in it; null while there is none.</summary>
    public Timestamp? GroupBegan => Interlocked.Read(ref _groupBegan) is var began and not NoGroup ? new Timestamp(began) : null;

    /// <summary>Queues an operation; waits for room in the queue and for its commit.</summary>
    public ValueTask<T> WriteAsync<T>(Func<SqliteSession, T> work, WriteKind kind, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
            return ValueTask.FromCanceled<T>(cancellation);
        return _room.Wait(0, CancellationToken.None)
            ? new ValueTask<T>(Enqueue(work, kind, cancellation))
            : new ValueTask<T>(WaitForRoomAsync(work, kind, cancellation));
    }

    /// <summary>Takes nothing more, finishes what is queued, and ends the thread.</summary>
    public Task StopAsync()
    {
        lock (_gate)
        {
            _stopping = true;
            Monitor.Pulse(_gate);
        }

        return _ended.Task;
    }

    private async Task<T> WaitForRoomAsync<T>(Func<SqliteSession, T> work, WriteKind kind, CancellationToken cancellation)
    {
        await _room.WaitAsync(cancellation).ConfigureAwait(false);
        return await Enqueue(work, kind, cancellation).ConfigureAwait(false);
    }

    private Task<T> Enqueue<T>(Func<SqliteSession, T> work, WriteKind kind, CancellationToken cancellation)
    {
        var operation = new WriteOperation<T>(work) { Kind = kind };
        operation.ObserveCancellation(cancellation);
        lock (_gate)
        {
            if (_stopping)
            {
                operation.TryStart();
                _room.Release();
                return Task.FromException<T>(new ObjectDisposedException(nameof(SqliteDatabase)));
            }

            _queue.Enqueue(operation);
            StorageInstruments.Queue.Add(1);
            if (_queue.Count == 1)
                Monitor.Pulse(_gate);
        }

        return operation.Answer;
    }

    private void Run()
    {
        var group = new List<WriteOperation>(_groupSize);
        while (Take(group))
        {
            if (group.Count == 0)
                EmptyLog();
            for (var next = 0; next < group.Count;)
                next = group[next].Kind == WriteKind.Apart ? RunApart(group[next], next) : RunTransaction(group, next);
            group.Clear();
        }

        _ended.SetResult();
    }

    /// <summary>Waits for operations; takes none when none came for a while and the log is to be emptied.</summary>
    /// <returns>False when there is nothing more to do.</returns>
    private bool Take(List<WriteOperation> group)
    {
        lock (_gate)
        {
            while (_queue.Count == 0)
            {
                if (_stopping)
                    return false;
                if (!_isLogUsed)
                    Monitor.Wait(_gate);
                else if (!Monitor.Wait(_gate, IdleTime))
                    return true;
            }

            while (group.Count < _groupSize && _queue.TryDequeue(out var operation))
                group.Add(operation);
        }

        _room.Release(group.Count);
        StorageInstruments.Queue.Add(-group.Count);
        return true;
    }

    /// <summary>Runs operations from <paramref name="first"/> on in one transaction and answers them.</summary>
    /// <returns>The first operation that was not part of it.</returns>
    private int RunTransaction(List<WriteOperation> group, int first)
    {
        var next = first;
        Interlocked.Exchange(ref _groupBegan, Timestamp.Now(_clock).Milliseconds);
        try
        {
            _files.RequireInPlace();
            _session.Prepare("BEGIN IMMEDIATE").Execute();
            var changes = _session.TotalChanges;
            var isAllStored = true;
            while (next < group.Count && IsPartOfTransaction(group, first, next) && unchecked(_session.TotalChanges - changes) < RowsPerGroup)
            {
                if (group[next].Kind == WriteKind.Repeatable)
                {
                    isAllStored &= RunTogether(group, ref next, changes);
                    continue;
                }

                var operation = group[next++];
                if (operation.TryStart())
                    isAllStored &= RunInSavepoint(operation);
            }

            _session.Prepare("COMMIT").Execute();
            _isLogUsed = true;
            // Files that were moved meanwhile have the writes, but nobody may rely on that.
            _files.RequireInPlace();
            if (_session.TotalChanges != changes)
            {
                _mark.Advance(_session);
                if (isAllStored)
                    _errors.Writes.MarkSucceeded();
            }

            StorageInstruments.Batch.Record(next - first);
        }
        catch (Exception exception)
        {
            return FailTransaction(group, first, next, exception);
        }
        finally
        {
            Interlocked.Exchange(ref _groupBegan, NoGroup);
        }

        for (var i = first; i < next; i++)
            Answer(group[i]);
        return next;
    }

    private static bool IsPartOfTransaction(List<WriteOperation> group, int first, int next) =>
        next == first || (group[first].Kind != WriteKind.Large && group[next].Kind is WriteKind.Refusable or WriteKind.Repeatable or WriteKind.Always);

    /// <summary>Runs what is no part of a transaction.</summary>
    /// <returns>The next operation.</returns>
    private int RunApart(WriteOperation operation, int index)
    {
        if (!operation.TryStart())
            return index + 1;
        try
        {
            operation.Run(_session);
        }
        catch (Exception exception)
        {
            operation.Failure = _errors.TranslateWrite(exception);
        }

        Answer(operation);
        return index + 1;
    }

    /// <summary>
    /// Runs the operations that follow each other and may be run again in one savepoint: SQLite copies each page that is changed once for a savepoint, which
    /// takes as long as the changes themselves. When one of them fails, all are undone, and each is run by itself.
    /// </summary>
    /// <returns>Whether none has failed.</returns>
    private bool RunTogether(List<WriteOperation> group, ref int next, int changes)
    {
        _together.Clear();
        try
        {
            _session.Prepare("SAVEPOINT operation").Execute();
            while (next < group.Count && group[next].Kind == WriteKind.Repeatable && unchecked(_session.TotalChanges - changes) < RowsPerGroup)
            {
                var operation = group[next++];
                if (!operation.TryStart() || IsRefused(operation))
                    continue;
                _together.Add(operation);
                operation.Run(_session);
            }

            _session.Prepare("RELEASE operation").Execute();
            return true;
        }
        catch (Exception) when (_session.InTransaction)
        {
            UndoSavepoint();
            // The one that has failed fails again, and is told of then.
            var isAllStored = true;
            foreach (var operation in _together)
                isAllStored &= RunInSavepoint(operation);
            return isAllStored;
        }
    }

    /// <returns>False if it failed; then it has changed nothing. One that a state of the platform refuses has not failed.</returns>
    private bool RunInSavepoint(WriteOperation operation)
    {
        if (IsRefused(operation))
            return true;
        try
        {
            _session.Prepare("SAVEPOINT operation").Execute();
            operation.Run(_session);
            _session.Prepare("RELEASE operation").Execute();
            return true;
        }
        catch (Exception exception) when (_session.InTransaction)
        {
            // Grave errors end the whole transaction; then the others are lost as well.
            UndoSavepoint();
            operation.Failure = _errors.TranslateWrite(exception);
            return false;
        }
    }

    private void UndoSavepoint()
    {
        _session.Prepare("ROLLBACK TO operation").Execute();
        _session.Prepare("RELEASE operation").Execute();
    }

    private bool IsRefused(WriteOperation operation)
    {
        if (!operation.Kind.IsRefusable() || _states.FindRefusal() is not { } state)
            return false;
        operation.Failure = ServiceException.RefusedByState(state);
        return true;
    }

    private int FailTransaction(List<WriteOperation> group, int first, int next, Exception cause)
    {
        // BEGIN has failed, and would fail for the rest of the group too.
        if (next == first)
            while (next < group.Count)
                group[next++].TryStart();

        _errors.GroupFailed(cause, next - first);
        TryRollBack();
        for (var i = first; i < next; i++)
        {
            group[i].Failure ??= SqliteErrors.StorageFailure(cause);
            Answer(group[i]);
        }

        return next;
    }

    private void TryRollBack()
    {
        try
        {
            if (_session.InTransaction)
                _session.Prepare("ROLLBACK").Execute();
        }
        catch (Exception exception)
        {
            // The next BEGIN fails then, and with it every later write: nothing is acknowledged that is not stored.
            _errors.GroupFailed(exception, 0);
        }
    }

    private void EmptyLog()
    {
        try
        {
            _isLogUsed = !_session.TryEmptyLog();
        }
        catch (SqliteException exception)
        {
            // Nothing is lost. It is tried again after the next commit, not each second while the disk is full.
            _errors.Translate(exception);
            _isLogUsed = false;
        }
    }

    private static void Answer(WriteOperation operation)
    {
        if (!operation.IsStarted)
            return;
        if (operation.Failure is { } failure)
            operation.Fail(failure);
        else
            operation.Succeed();
    }
}
