using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>The moment of a snapshot, by the clock that times of writes are taken from.</summary>
/// <param name="Now">The present moment, looked up before the snapshot was taken.</param>
/// <param name="SettledBefore">No write that is still under way, and so is not in the snapshot, can get an earlier time than this.</param>
public readonly record struct SnapshotMoment(Timestamp Now, Timestamp SettledBefore)
{
    /// <summary>Whether what the snapshot says of a moment stays so for ever.</summary>
    public bool IsSettled(Timestamp at) => at.CompareTo(SettledBefore) < 0;
}
