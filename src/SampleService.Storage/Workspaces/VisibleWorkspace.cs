namespace SampleService.Storage;

/// <summary>A workspace as one caller sees it.</summary>
/// <param name="Workspace">The workspace.</param>
/// <param name="Right">What the caller may do, by own right or because it is public.</param>
public sealed record VisibleWorkspace(Workspace Workspace, WorkspaceRight Right);
