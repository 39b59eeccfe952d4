using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Api;

/// <summary>What events a caller asks for.</summary>
/// <param name="After">The position before them; null where it is not said.</param>
/// <param name="Types">Of which types; null for all.</param>
/// <param name="Sample">Of which sample; null for all.</param>
public sealed record EventParameters(long? After, IReadOnlySet<string>? Types, SampleId? Sample)
{
    /// <summary>Reads them, in the order of their documentation.</summary>
    /// <exception cref="ServiceException">One of them is not what it has to be.</exception>
    internal static EventParameters Read(Parameter parameters)
    {
        var after = parameters.Member(EventDescriptors.After.Name).OrNull?.Integer(0);
        var types = parameters.Member(EventDescriptors.Types.Name).OrNull?.List(1, 20)
            .Select(type => EventType.All[type.Choice([.. EventType.All])]).ToHashSet();
        var sample = parameters.Member(EventDescriptors.Sample.Name).OrNull?.SampleId();
        return new EventParameters(after, types, sample);
    }

    /// <summary>Whether an event is of those asked for.</summary>
    public bool Includes(SampleEvent one) => (Types is null || Types.Contains(one.Type)) && (Sample is null || one.Sample == Sample);

    /// <summary>There is nothing missing between the position and the events that are kept.</summary>
    /// <exception cref="ServiceException">There is.</exception>
    public static void RequireKept(long after, EventBounds bounds)
    {
        if (after < bounds.Oldest - 1)
            throw ServiceException.Illegal($"Events up to position {bounds.Oldest - 1} are no longer kept");
    }
}
