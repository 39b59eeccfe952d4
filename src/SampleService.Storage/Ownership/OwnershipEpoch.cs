namespace SampleService.Storage;

/// <summary>Tells whether what this process remembers of the database is right without asking.</summary>
/// <param name="ownership">Whether other processes may write.</param>
/// <param name="clock">Tells when a write of unknown outcome has surely ended.</param>
public sealed class OwnershipEpoch(IDatabaseOwnership ownership, TimeProvider clock)
{
    /// <summary>Longer than PostgreSQL lets a statement run where <c>Command Timeout</c> is not raised.</summary>
    private static readonly TimeSpan MaxWriteDuration = TimeSpan.FromMinutes(1);

    private long _unknownOutcomes;
    private long _lastUnknownAt;

    /// <summary>
    /// <see cref="IDatabaseOwnership.Epoch"/>, but null for a while after a write of unknown outcome, and a new one after that. It has to
    /// be taken before the database is asked; what was read is right as long as the epoch is the same.
    /// </summary>
    public long? Current
    {
        get
        {
            var epoch = ownership.Epoch;
            var unknown = Volatile.Read(ref _unknownOutcomes);
            if (unknown == 0 || epoch is null)
                return epoch;
            // The sum is a number that no other epoch has.
            return clock.GetElapsedTime(Volatile.Read(ref _lastUnknownAt)) < MaxWriteDuration ? null : epoch + (unknown << 32);
        }
    }

    /// <summary>
    /// A write of this process has failed and may still be carried out, after a reader has seen the state before it: for the next while
    /// nothing is answered from memory alone.
    /// </summary>
    public void MarkOutcomeUnknown()
    {
        Volatile.Write(ref _lastUnknownAt, clock.GetTimestamp());
        Interlocked.Increment(ref _unknownOutcomes);
    }
}
