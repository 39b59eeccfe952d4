namespace SampleService.Grains.Abstractions;

/// <summary>What grains are sent and answer.</summary>
[GenerateSerializer, Immutable, Alias("sample-service.grain-message")]
public abstract record GrainMessage
{
    /// <summary>The name alone keeps what a message holds out of the log: Orleans logs messages that it drops.</summary>
    public sealed override string ToString() => GetType().Name;
}

/// <summary>
/// Marks a grain method that writes. Called again, it finds by its write id what an earlier attempt has done. A refusal of the repeated
/// call says nothing about an earlier attempt that was lost: that one may still be carried out.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WriteAttribute : Attribute;
