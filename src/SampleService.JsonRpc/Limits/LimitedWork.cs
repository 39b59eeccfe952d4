using System.Collections.Concurrent;

namespace SampleService.JsonRpc;

/// <summary>
/// Runs work that takes long on a few threads of its own, and the rest of it when they are free. The threads of the pool are left to
/// short calls and health: those would wait until all that came before them is done, while the operating system gives each thread its
/// turn. Work that waits for something takes no thread meanwhile.
/// </summary>
public sealed class LimitedWork : TaskScheduler
{
    private readonly BlockingCollection<Task> _waiting = [];
    private readonly TaskFactory _factory;
    private readonly string _name;
    private int _threads;

    /// <param name="name">The name of its threads.</param>
    /// <param name="maxThreads">Maximum number of threads. Each is started when it is first needed, and stays.</param>
    public LimitedWork(string name, int maxThreads)
    {
        _name = name;
        MaximumConcurrencyLevel = maxThreads;
        _factory = new TaskFactory(this);
    }

    /// <inheritdoc/>
    public override int MaximumConcurrencyLevel { get; }

    /// <summary>Runs it, and goes on wherever it has ended.</summary>
    public ValueTask<T> RunAsync<T>(Func<ValueTask<T>> work) => new(_factory.StartNew(() => work().AsTask()).Unwrap());

    /// <inheritdoc cref="RunAsync{T}"/>
    public ValueTask RunAsync(Func<ValueTask> work) => new(_factory.StartNew(() => work().AsTask()).Unwrap());

    /// <summary>Runs it on a thread of its own until it waits for something.</summary>
    public static ValueTask<T> RunOnOwnThreadAsync<T>(Func<ValueTask<T>> work) => new(
        Task.Factory.StartNew(() => work().AsTask(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap());

    /// <inheritdoc/>
    protected override void QueueTask(Task task)
    {
        _waiting.Add(task);
        if (Volatile.Read(ref _threads) < MaximumConcurrencyLevel && Interlocked.Increment(ref _threads) <= MaximumConcurrencyLevel)
            new Thread(RunAll) { IsBackground = true, Name = _name }.Start();
    }

    /// <inheritdoc/>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    /// <inheritdoc/>
    protected override IEnumerable<Task> GetScheduledTasks() => _waiting;

    private void RunAll()
    {
        foreach (var task in _waiting.GetConsumingEnumerable())
            TryExecuteTask(task);
    }
}
