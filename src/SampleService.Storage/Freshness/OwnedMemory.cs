namespace SampleService.Storage;

/// <summary>Tells whether what this process remembers of the database is right without asking.</summary>
/// <param name="ownership">Whether anybody else may write.</param>
/// <param name="clock">Tells when a doubt has passed.</param>
public sealed class OwnedMemory(IDatabaseOwnership ownership, TimeProvider clock)
{
    /// <summary>Longer than PostgreSQL lets a statement take where <c>Command Timeout</c> is not raised.</summary>
    private static readonly TimeSpan LongestWrite = TimeSpan.FromMinutes(1);

    private long _doubts;
    private long _doubted;

    /// <summary>
    /// <see cref="IDatabaseOwnership.Epoch"/>, but null for a while after a write of unknown outcome, and another one
    /// afterwards. To be taken before the database is asked; what was read then is right as long as the period is the same.
    /// </summary>
    public long? Period
    {
        get
        {
            var period = ownership.Epoch;
            var doubts = Volatile.Read(ref _doubts);
            if (doubts == 0 || period is null)
                return period;
            return clock.GetElapsedTime(Volatile.Read(ref _doubted)) < LongestWrite ? null : period + (doubts << 32);
        }
    }

    /// <summary>
    /// A write of this process has failed and may still be carried out, after somebody has read what was before it: for
    /// the next while nothing is answered from memory alone.
    /// </summary>
    public void Doubt()
    {
        Volatile.Write(ref _doubted, clock.GetTimestamp());
        Interlocked.Increment(ref _doubts);
    }
}
