namespace SampleService.Storage;

/// <summary>Tells whether the database answers, and takes writes.</summary>
public interface IDatabaseProbe
{
    /// <summary>
    /// Whether writes fail for a reason that is not gone with the call that it hit: the disk is full, the database may only be
    /// read, or is damaged. Known from the last writes; nothing is asked.
    /// </summary>
    bool AreWritesFailing { get; }

    /// <summary>Asks it for something that is really in it; throws when there is no answer.</summary>
    ValueTask ProbeAsync(CancellationToken cancellation);

    /// <summary>
    /// Makes a write that changes nothing, for <see cref="AreWritesFailing"/> to become false again where no caller writes. Throws
    /// when it fails.
    /// </summary>
    ValueTask ProbeWriteAsync(CancellationToken cancellation);
}
