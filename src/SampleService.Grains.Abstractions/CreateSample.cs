using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>A new sample, checked.</summary>
/// <param name="Owner">Who will own it.</param>
/// <param name="Content">Its first version.</param>
/// <param name="WriteId">Identifies this attempt.</param>
[GenerateSerializer, Immutable, Alias("sample-service.create-sample")]
public sealed record CreateSample(
    [property: Id(0)] UserName Owner, [property: Id(1)] SampleContent Content, [property: Id(2)] WriteId WriteId)
{
    /// <summary>The name alone: what a message holds is not for the log, where messages that were lost turn up.</summary>
    public override string ToString() => nameof(CreateSample);
}
