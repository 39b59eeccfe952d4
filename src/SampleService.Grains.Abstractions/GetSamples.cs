using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>A question for many samples.</summary>
/// <param name="Requester">Who asks; has to have read access to all.</param>
/// <param name="Samples">What is asked for, in order.</param>
[GenerateSerializer, Immutable, Alias("sample-service.get-samples")]
public sealed record GetSamples(
    [property: Id(0)] Requester Requester, [property: Id(1)] IReadOnlyList<SampleAddress> Samples)
{
    /// <summary>The name alone: what a message holds is not for the log, where messages that were lost turn up.</summary>
    public override string ToString() => nameof(GetSamples);
}
