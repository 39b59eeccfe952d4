namespace SampleService.Storage;

/// <summary>Whether this process has the database for itself.</summary>
public interface IDatabaseOwnership
{
    /// <summary>
    /// Names the epoch during which nobody else writes: what was read or written within it is right without asking.
    /// Null while others may write too. An epoch that ended never comes back.
    /// </summary>
    long? Epoch { get; }
}
