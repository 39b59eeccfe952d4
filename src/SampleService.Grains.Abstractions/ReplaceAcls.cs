using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>A wish to replace ACLs.</summary>
/// <param name="Requester">Who asks; has to have admin access.</param>
/// <param name="Replacement">The ACLs from then on.</param>
/// <param name="WriteId">Identifies this attempt.</param>
[GenerateSerializer, Immutable, Alias("sample-service.replace-acls")]
public sealed record ReplaceAcls(
    [property: Id(0)] Requester Requester, [property: Id(1)] AclReplacement Replacement, [property: Id(2)] WriteId WriteId)
{
    /// <summary>The name alone: what a message holds is not for the log, where messages that were lost turn up.</summary>
    public override string ToString() => nameof(ReplaceAcls);
}
