using Microsoft.Extensions.DependencyInjection;

namespace SampleService.Actors.Runtime;

/// <summary>A grain class as one host knows it.</summary>
internal sealed class GrainClass
{
    private readonly ObjectFactory _factory;
    private readonly StateFacet[] _states;
    private int _activations;

    internal GrainClass(
        ActorHost host, string name, Type type, ObjectFactory factory, StateFacet[] states, int? maximumWorkers,
        IIncomingGrainCallFilter[] filters)
    {
        Host = host;
        Name = name;
        Type = type;
        _factory = factory;
        _states = states;
        Reentrant = type.IsDefined(typeof(ReentrantAttribute), inherit: true);
        HasCleanUp = typeof(IDisposable).IsAssignableFrom(type)
            || typeof(IAsyncDisposable).IsAssignableFrom(type)
            || type.GetMethod(nameof(Grain.OnDeactivateAsync), [typeof(DeactivationReason), typeof(CancellationToken)])!.DeclaringType != typeof(Grain);
        Filters = filters.Length > 0 || typeof(IIncomingGrainCallFilter).IsAssignableFrom(type) ? filters : null;
        Directory = maximumWorkers is { } maximum ? new WorkerDirectory(this, maximum) : new SingleDirectory(this);
    }

    internal ActorHost Host { get; }

    internal string Name { get; }

    internal Type Type { get; }

    internal bool Reentrant { get; }

    /// <summary>Something of the grain is to run when its activation ends.</summary>
    internal bool HasCleanUp { get; }

    /// <summary>Null when calls go straight to the grain.</summary>
    internal IIncomingGrainCallFilter[]? Filters { get; }

    internal GrainDirectory Directory { get; }

    internal int Activations => Volatile.Read(ref _activations);

    /// <summary>Makes a grain and the states that it keeps, which are to be read then.</summary>
    internal (object Grain, StoredState[] States) Create(Activation activation)
    {
        if (_states.Length == 0)
            return (_factory(Host.Services, null), []);
        StoredState[] states = [.. _states.Select(facet => facet.Create(activation))];
        return (_factory(Host.Services, states), states);
    }

    internal void Count(int change) => Interlocked.Add(ref _activations, change);
}
