using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SampleService.Actors.Runtime;

/// <summary>
/// The grains of one process: their classes, what is active, and the end of it all. Takes calls from its construction
/// on; <see cref="StartAsync"/> starts the collection of idle activations.
/// </summary>
internal sealed partial class ActorHost : IHostedService, IDisposable
{
    private const int Running = 0;
    private const int Draining = 1;
    private const int Closed = 2;

    private readonly CancellationTokenSource _stopped = new();
    private readonly Collector _collector;
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile int _state;
    private int _activations;
    private long _bytes;
    private int _queued;
    private int _awaiting;
    private long _epoch;

    internal ActorHost(IServiceProvider services, ActorOptions options, TimeProvider time, ILogger log)
    {
        options.Check();
        Services = services;
        Options = options;
        Time = time;
        Log = log;
        var scanner = new GrainScanner(this);
        scanner.Scan(options.Assemblies, [.. services.GetServices<IIncomingGrainCallFilter>()]);
        Classes = [.. scanner.Classes];
        Factory = new GrainFactory(scanner.Interfaces);
        Statistics = new ActorStatistics(this);
        _collector = new Collector(this);
    }

    internal IServiceProvider Services { get; }

    internal ActorOptions Options { get; }

    internal TimeProvider Time { get; }

    internal ILogger Log { get; }

    internal GrainClass[] Classes { get; }

    internal IGrainFactory Factory { get; }

    internal ActorStatistics Statistics { get; }

    /// <summary>Advances with each new activation and each round of the collector.</summary>
    internal long Epoch => _epoch;

    internal int Activations => Volatile.Read(ref _activations);

    internal long Bytes => Volatile.Read(ref _bytes);

    internal int QueuedTurns => Volatile.Read(ref _queued);

    internal int AwaitingTurns => Volatile.Read(ref _awaiting);

    internal bool IsStopping => _state != Running;

    internal bool IsClosed => _state == Closed;

    /// <summary>Cancelled when a stop no longer waits for calls.</summary>
    internal CancellationToken Stopped => _stopped.Token;

    internal IEnumerable<Activation> All => Classes.SelectMany(grainClass => grainClass.Directory.All);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _collector.Start();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _collector.Dispose();
        _stopped.Dispose();
    }

    internal static SiloUnavailableException Stopping() => new("The grain host is stopping and takes no more calls.");

    /// <summary>While the host drains, turns under way may still call other grains, in order to end.</summary>
    internal Exception? Refuses() => _state switch
    {
        Running => null,
        Draining when SynchronizationContext.Current is Activation => null,
        _ => Stopping(),
    };

    internal long NextEpoch() => Interlocked.Increment(ref _epoch);

    internal void Began(Activation activation)
    {
        NextEpoch();
        activation.Class.Count(1);
        if (Interlocked.Increment(ref _activations) > Options.MaximumActivations)
            _collector.Trim();
    }

    internal void Ended(Activation activation)
    {
        activation.Class.Count(-1);
        Interlocked.Decrement(ref _activations);
        Interlocked.Add(ref _bytes, -activation.Bytes);
    }

    internal void Grew(long bytes)
    {
        // A change of size is a use worth telling from those before it.
        NextEpoch();
        if (Interlocked.Add(ref _bytes, bytes) > Options.MaximumBytes && bytes > 0)
            _collector.Trim();
    }

    internal void Queued(int change)
    {
        Interlocked.Add(ref _queued, change);
        if (change < 0)
            LookIfDrained();
    }

    internal void Awaiting(int change)
    {
        Interlocked.Add(ref _awaiting, change);
        if (change < 0)
            LookIfDrained();
    }

    private void LookIfDrained()
    {
        if (IsStopping && QueuedTurns == 0 && AwaitingTurns == 0)
            _drained.TrySetResult();
    }
}
