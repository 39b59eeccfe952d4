using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>A question for the links of sample versions.</summary>
/// <param name="Samples">The versions, in the order in which their links are wanted; a number beyond all has no links.</param>
/// <param name="At">Null for the links unexpired now, else those active at that moment.</param>
/// <param name="Workspaces">Only links to these workspaces; null for all.</param>
[GenerateSerializer, Immutable, Alias("sample-service.get-sample-links")]
public sealed record GetSampleLinks(
    [property: Id(0)] IReadOnlyList<SampleVersionId> Samples, [property: Id(1)] Timestamp? At,
    [property: Id(2)] IReadOnlySet<WorkspaceId>? Workspaces)
{
    /// <summary>The name alone: what a message holds is not for the log, where messages that were lost turn up.</summary>
    public override string ToString() => nameof(GetSampleLinks);
}
