namespace SampleService.Storage.Sqlite;

/// <summary>A queued write, and the task of its caller.</summary>
internal abstract class WriteOperation
{
    private const int Waiting = 0, Started = 1, Cancelled = 2;

    private int _state;
    private CancellationTokenRegistration _registration;

    public WriteKind Kind { get; init; }

    /// <summary>What became of it inside the transaction, if it went wrong.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Whether its turn came before it was cancelled.</summary>
    public bool IsStarted => Volatile.Read(ref _state) == Started;

    /// <summary>Until its turn comes, the token drops it.</summary>
    public void ObserveCancellation(CancellationToken cancellation)
    {
        if (cancellation.CanBeCanceled)
            _registration = cancellation.UnsafeRegister(
                static (operation, token) => ((WriteOperation)operation!).Cancel(token), this);
    }

    /// <summary>Its turn has come; false if it was dropped.</summary>
    public bool TryStart()
    {
        _registration.Unregister();
        return Interlocked.CompareExchange(ref _state, Started, Waiting) == Waiting;
    }

    /// <summary>Does the work and keeps the result.</summary>
    public abstract void Run(SqliteSession session);

    /// <summary>Tells the caller the result.</summary>
    public abstract void Succeed();

    /// <summary>Tells the caller of a failure.</summary>
    public abstract void Fail(Exception exception);

    protected abstract void Drop(CancellationToken cancellation);

    private void Cancel(CancellationToken cancellation)
    {
        if (Interlocked.CompareExchange(ref _state, Cancelled, Waiting) == Waiting)
            Drop(cancellation);
    }
}

/// <inheritdoc/>
internal sealed class WriteOperation<T>(Func<SqliteSession, T> work) : WriteOperation
{
    // Continuations run on other threads: the writer must not run the code of callers.
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    public Task<T> Answer => _answer.Task;

    public override void Run(SqliteSession session) => _result = work(session);

    public override void Succeed() => _answer.SetResult(_result);

    public override void Fail(Exception exception) => _answer.SetException(exception);

    protected override void Drop(CancellationToken cancellation) => _answer.TrySetCanceled(cancellation);
}
