using System.Text;
using SampleService.Domain;

namespace SampleService.Kafka;

/// <summary>
/// Which partition of the topic an event goes to. Kafka keeps the order within a partition alone, and usually chooses it by the key of a message;
/// these have none, so it is chosen by what the event is about.
/// </summary>
internal static class PartitionChoice
{
    private const uint FnvOffset = 2166136261;
    private const uint FnvPrime = 16777619;

    /// <summary>The same for all events of a sample, or of a group, as long as the topic has as many partitions.</summary>
    public static int Of(SampleEvent one, int partitions)
    {
        var hash = FnvOffset;
        foreach (var unit in Encoding.UTF8.GetBytes(one.Sample?.ToString() ?? one.Group ?? ""))
            hash = unchecked((hash ^ unit) * FnvPrime);
        return (int)(hash % (uint)partitions);
    }
}
