using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>Links that are listed together.</summary>
public abstract record LinkSeries;

/// <summary>All links that a sample ever had, by the time they were made.</summary>
public sealed record SampleLinks(SampleId Sample) : LinkSeries;

/// <summary>Those of them that ended, by the time they ended.</summary>
public sealed record EndedSampleLinks(SampleId Sample) : LinkSeries;

/// <summary>All links that versions of a workspace object ever had, by the time they were made.</summary>
public sealed record ObjectLinks(WorkspaceId Workspace, long Object) : LinkSeries;

/// <summary>All links that objects of a workspace ever had, by the time they were made.</summary>
public sealed record WorkspaceLinks(WorkspaceId Workspace) : LinkSeries;
