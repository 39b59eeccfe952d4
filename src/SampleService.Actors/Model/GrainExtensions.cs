using SampleService.Actors.Proxies;
using SampleService.Actors.Runtime;

namespace SampleService.Actors;

/// <summary>
/// The key of a grain, from inside it or from a reference to it. <see cref="InvalidOperationException"/> when the key
/// is of another kind, <see cref="ArgumentException"/> for objects that are no grains of the host.
/// </summary>
public static class GrainExtensions
{
    public static Guid GetPrimaryKey(this IAddressable grain) => Key(grain).AsGuid(out _);

    public static Guid GetPrimaryKey(this IAddressable grain, out string? keyExt) => Key(grain).AsGuid(out keyExt);

    public static long GetPrimaryKeyLong(this IAddressable grain) => Key(grain).AsLong();

    /// <summary>The string key, or the text form of another kind of key.</summary>
    public static string GetPrimaryKeyString(this IAddressable grain) => Key(grain).ToString();

    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        Grain { Activation: { } activation } => activation.Id,
        GrainReference reference => reference.Id,
        null => throw new ArgumentNullException(nameof(grain)),
        _ => throw NoGrain(grain),
    };

    private static GrainKey Key(IAddressable grain) => grain switch
    {
        Grain { Activation: { } activation } => activation.Key,
        GrainReference reference => reference.Key,
        null => throw new ArgumentNullException(nameof(grain)),
        _ => throw NoGrain(grain),
    };

    private static ArgumentException NoGrain(IAddressable grain) =>
        new($"{grain.GetType().FullName} is neither a grain made by the grain host nor a reference to one.", nameof(grain));
}
