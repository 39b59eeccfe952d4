using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>A wish to change ACLs relative to what they are.</summary>
/// <param name="Requester">Who asks; has to have admin access.</param>
/// <param name="Delta">The change.</param>
/// <param name="WriteId">Identifies this attempt.</param>
[GenerateSerializer, Immutable, Alias("sample-service.change-acls")]
public sealed record ChangeAcls(
    [property: Id(0)] Requester Requester, [property: Id(1)] AclDelta Delta, [property: Id(2)] WriteId WriteId)
{
    /// <summary>The name alone: what a message holds is not for the log, where messages that were lost turn up.</summary>
    public override string ToString() => nameof(ChangeAcls);
}
