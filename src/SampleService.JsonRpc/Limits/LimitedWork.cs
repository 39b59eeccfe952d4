namespace SampleService.JsonRpc;

/// <summary>
/// Runs work that takes long on so many threads of the pool at a time, and the rest of it when they are free: else short calls, and
/// the health, would wait until all that came before them is done. Work that waits for something takes no thread meanwhile.
/// </summary>
/// <param name="maxThreads">Maximum number of threads.</param>
internal sealed class LimitedWork(int maxThreads)
{
    // After each piece of work a thread looks for what else the pool has to do.
    private readonly TaskFactory _factory =
        new(new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, maxThreads, maxItemsPerTask: 1).ConcurrentScheduler);

    /// <summary>Runs it, and goes on wherever it has ended.</summary>
    public ValueTask<T> RunAsync<T>(Func<ValueTask<T>> work) => new(_factory.StartNew(() => work().AsTask()).Unwrap());

    /// <inheritdoc cref="RunAsync{T}"/>
    public ValueTask RunAsync(Func<ValueTask> work) => new(_factory.StartNew(() => work().AsTask()).Unwrap());

    /// <summary>Runs it on a thread of its own until it waits for something.</summary>
    public static ValueTask<T> RunOnOwnThreadAsync<T>(Func<ValueTask<T>> work) => new(
        Task.Factory.StartNew(() => work().AsTask(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap());
}
