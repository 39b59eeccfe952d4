using System.Reflection;

namespace SampleService.Actors;

/// <summary>What the grain host is to run and how much it may hold. Checked once, when the host is made.</summary>
public sealed class ActorOptions
{
    /// <summary>An activation that was not used for so long is collected, at most two <see cref="CollectionQuantum"/> later.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often the host looks for activations to collect.</summary>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long callers wait, unless the method says otherwise; <see cref="Timeout.InfiniteTimeSpan"/>: for ever.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a stopping host waits for the calls under way before their callers get an error.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the end of an activation may take.</summary>
    public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Over so many activations, the least recently used idle ones are collected down to three quarters of it.</summary>
    public int MaximumActivations { get; set; } = 100_000;

    /// <summary>Over so many bytes by <see cref="Weigh"/>, idle activations are collected likewise.</summary>
    public long MaximumBytes { get; set; } = 256L << 20;

    /// <summary>
    /// How many bytes a grain holds; null counts nothing. Called with the grain after its turns, when no turn runs code
    /// and sometimes under locks of the host: it only reads and adds up.
    /// </summary>
    public Func<object, long>? Weigh { get; set; }

    internal List<Assembly> Assemblies { get; } = [];

    /// <summary>Registers the grain classes of an assembly.</summary>
    public ActorOptions AddGrains(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        if (!Assemblies.Contains(assembly))
            Assemblies.Add(assembly);
        return this;
    }

    internal void Check()
    {
        Positive(CollectionAge, nameof(CollectionAge));
        Positive(CollectionQuantum, nameof(CollectionQuantum));
        Positive(DrainTimeout, nameof(DrainTimeout));
        Positive(DeactivationTimeout, nameof(DeactivationTimeout));
        if (ResponseTimeout != Timeout.InfiniteTimeSpan)
            Positive(ResponseTimeout, nameof(ResponseTimeout));
        if (MaximumActivations < 1)
            throw new ArgumentException($"{nameof(ActorOptions)}.{nameof(MaximumActivations)} must be at least 1.");
        if (MaximumBytes < 1)
            throw new ArgumentException($"{nameof(ActorOptions)}.{nameof(MaximumBytes)} must be at least 1.");
    }

    private static void Positive(TimeSpan value, string name)
    {
        // The longest time that timers take.
        if (value <= TimeSpan.Zero || value.TotalMilliseconds > uint.MaxValue - 1)
            throw new ArgumentException($"{nameof(ActorOptions)}.{name} must be more than zero and at most 49 days.");
    }
}
