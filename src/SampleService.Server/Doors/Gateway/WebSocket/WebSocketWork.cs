using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>
/// Where the calls of all WebSockets are carried out: on a few threads of their own. One connection can have many calls under way, and the
/// next is there as soon as one has ended; on the pool they would stand before health and the requests of everybody else.
/// </summary>
internal sealed class WebSocketWork : SynchronizationContext
{
    private readonly LimitedWork _work = new("WebSocket", Environment.ProcessorCount);

    /// <summary>Runs what lasts as long as a connection.</summary>
    public Task RunAsync(Func<Task> work) => _work.RunAsync(() => new ValueTask(work())).AsTask();

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state) =>
        _ = Task.Factory.StartNew(() => d(state), CancellationToken.None, TaskCreationOptions.None, _work);

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException();
}
