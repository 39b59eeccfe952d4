using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>A wish to link a data unit to a node.</summary>
/// <param name="Requester">Who asks; has to have admin access to the sample.</param>
/// <param name="CreatedBy">Who is recorded as having made the link.</param>
/// <param name="Unit">The data unit, which the requester may write.</param>
/// <param name="Sample">The sample.</param>
/// <param name="Version">The version of it.</param>
/// <param name="Node">The node of that version.</param>
/// <param name="Update">Whether an active link of the unit may be replaced.</param>
/// <param name="WriteId">Identifies this attempt.</param>
[GenerateSerializer, Immutable, Alias("sample-service.create-link")]
public sealed record CreateLink(
    [property: Id(0)] Requester Requester, [property: Id(1)] UserName CreatedBy, [property: Id(2)] DataUnit Unit,
    [property: Id(3)] SampleId Sample, [property: Id(4)] VersionNumber Version, [property: Id(5)] NodeId Node,
    [property: Id(6)] bool Update, [property: Id(7)] WriteId WriteId)
{
    /// <summary>The name alone: what a message holds is not for the log, where messages that were lost turn up.</summary>
    public override string ToString() => nameof(CreateLink);
}
