namespace SampleService.Storage;

/// <summary>What became of a change to a workspace or to an object in it.</summary>
/// <param name="Status">Whether it was done.</param>
/// <param name="Value">What was changed, as it is now; null unless it was done.</param>
public sealed record WorkspaceOutcome<T>(WorkspaceStatus Status, T? Value)
    where T : class;
