namespace SampleService.JsonRpc;

/// <summary>
/// Runs work on so many threads of the pool at a time, and the rest of it when they are free. Work that waits for something takes
/// no thread meanwhile.
/// </summary>
/// <param name="maxThreads">Maximum number of threads.</param>
internal sealed class LimitedWork(int maxThreads)
{
    private readonly TaskFactory _factory =
        new(new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, maxThreads).ConcurrentScheduler);

    /// <summary>Runs it, and goes on wherever it has ended.</summary>
    public ValueTask<T> RunAsync<T>(Func<ValueTask<T>> work) => new(_factory.StartNew(() => work().AsTask()).Unwrap());

    /// <inheritdoc cref="RunAsync{T}"/>
    public ValueTask RunAsync(Func<ValueTask> work) => new(_factory.StartNew(() => work().AsTask()).Unwrap());
}
