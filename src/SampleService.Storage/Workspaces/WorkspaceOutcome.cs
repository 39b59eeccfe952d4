namespace SampleService.Storage;

/// <summary>What became of a change to a workspace or to an object in it.</summary>
/// <param name="Value">What was changed, as it is now; null unless it was done.</param>
public sealed record WorkspaceOutcome<T>(WorkspaceStatus Status, T? Value)
    where T : class;

/// <summary>What became of a change to a workspace or to an object in it.</summary>
public enum WorkspaceStatus
{
    /// <summary>It is done, or was so already.</summary>
    Done,

    /// <summary>There is no such workspace.</summary>
    NoSuchWorkspace,

    /// <summary>The workspace is deleted.</summary>
    Deleted,

    /// <summary>There is no enabled account of this name.</summary>
    NoSuchUser,

    /// <summary>The right of the owner cannot be changed.</summary>
    IsOwner,

    /// <summary>There is no such object.</summary>
    NoSuchObject,

    /// <summary>The object is deleted.</summary>
    ObjectDeleted,

    /// <summary>The workspace has an object of this name, deleted ones included.</summary>
    NameTaken,
}
