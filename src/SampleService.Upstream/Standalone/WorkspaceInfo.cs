using SampleService.Domain;

namespace SampleService.Upstream.Standalone;

/// <summary>A workspace of a stand-alone deployment.</summary>
/// <param name="Id">Identifies it.</param>
/// <param name="Name">For people; need not be unique.</param>
/// <param name="Owner">Has all permissions in it, always.</param>
/// <param name="IsPublic">Whether everybody may read in it.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Deleted">When it was deleted; null when it was not.</param>
public sealed record WorkspaceInfo(
    WorkspaceId Id, string Name, UserName Owner, bool IsPublic, Timestamp Created, Timestamp? Deleted);
