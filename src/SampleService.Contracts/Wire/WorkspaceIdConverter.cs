using SampleService.Domain;

namespace SampleService.Contracts;

/// <summary>What is sent for a <see cref="WorkspaceId"/>.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct WorkspaceIdSurrogate([property: Id(0)] long Value);

/// <summary>The two forms of a <see cref="WorkspaceId"/>.</summary>
[RegisterConverter]
internal sealed class WorkspaceIdConverter : IConverter<WorkspaceId, WorkspaceIdSurrogate>
{
    public WorkspaceId ConvertFromSurrogate(in WorkspaceIdSurrogate surrogate) => new(surrogate.Value);

    public WorkspaceIdSurrogate ConvertToSurrogate(in WorkspaceId value) => new(value.Value);
}
