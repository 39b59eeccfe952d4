namespace SampleService.Upstream.Standalone;

/// <summary>A workspace as one caller sees it.</summary>
/// <param name="Workspace">The workspace.</param>
/// <param name="Permission">What the caller may do in it, by own permission or because it is public.</param>
public sealed record WorkspaceView(WorkspaceInfo Workspace, WorkspacePermission Permission);
