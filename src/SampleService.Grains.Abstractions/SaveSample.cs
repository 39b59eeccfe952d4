using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>A new version of a sample, checked as far as that goes without the sample.</summary>
/// <param name="Requester">Who asks; has to have write access.</param>
/// <param name="SavedBy">Who is recorded as having saved it.</param>
/// <param name="Content">The version.</param>
/// <param name="PriorVersion">The newest version there has to be; null when any will do.</param>
/// <param name="WriteId">Identifies this attempt.</param>
[GenerateSerializer, Immutable, Alias("sample-service.save-sample")]
public sealed record SaveSample(
    [property: Id(0)] Requester Requester, [property: Id(1)] UserName SavedBy, [property: Id(2)] SampleContent Content,
    [property: Id(3)] VersionNumber? PriorVersion, [property: Id(4)] WriteId WriteId)
{
    /// <summary>The name alone: what a message holds is not for the log, where messages that were lost turn up.</summary>
    public override string ToString() => nameof(SaveSample);
}
