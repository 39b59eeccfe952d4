namespace SampleService.Actors;

/// <summary>
/// The stored state of a grain is not the one that the grain saw: somebody else wrote. The activation whose call it
/// leaves ends, so that the next one reads what is stored.
/// </summary>
public class InconsistentStateException : OrleansException
{
    public InconsistentStateException()
    {
    }

    public InconsistentStateException(string message)
        : base(message)
    {
    }

    public InconsistentStateException(string message, Exception? innerException)
        : base(message, innerException!)
    {
    }

    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : this(errorMsg, storedEtag, currentEtag, null)
    {
    }

    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException)
        : base(errorMsg, storageException!)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    /// <summary>The stored version, where the storage tells.</summary>
    public string? StoredEtag { get; }

    /// <summary>The version that the grain saw, where the storage tells.</summary>
    public string? CurrentEtag { get; }

    /// <summary>No activation has ended for it yet: a caller through which it goes on is not at fault.</summary>
    internal bool IsSourceActivation { get; set; } = true;
}
