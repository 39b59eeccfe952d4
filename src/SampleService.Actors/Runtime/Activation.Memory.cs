namespace SampleService.Actors.Runtime;

/// <content>What idle collection knows about an activation.</content>
internal sealed partial class Activation
{
    private long _bytes;
    private long _keepUntil;

    /// <summary>
    /// The host's epoch when a turn last ended. A number that others advance is a cheaper stamp than the time, and fine enough
    /// to tell what was used before and after each creation of an activation and each round of the collector.
    /// </summary>
    internal long LastUse { get; private set; }

    /// <summary>Time stamp of the collector's round that last found this activation used.</summary>
    internal long SeenUsedAt { get; set; }

    internal long Bytes => Volatile.Read(ref _bytes);

    internal void DelayDeactivation(TimeSpan time)
    {
        var until = 0L;
        if (time == TimeSpan.MaxValue || time == Timeout.InfiniteTimeSpan)
            until = long.MaxValue;
        else if (time > TimeSpan.Zero)
            until = Host.Time.GetTimestamp() + (long)(time.TotalSeconds * Host.Time.TimestampFrequency);
        Volatile.Write(ref _keepUntil, until);
    }

    internal bool MayBeCollected(long now) => Volatile.Read(ref _keepUntil) <= now;

    /// <summary>While no turn runs code: asks how much the grain holds now.</summary>
    private void Weigh()
    {
        if (Host.Options.Weigh is not { } weigh)
            return;
        try
        {
            var bytes = weigh(_grain!);
            if (bytes == _bytes)
                return;
            Host.Grew(bytes - _bytes);
            Volatile.Write(ref _bytes, bytes);
        }
        catch (Exception exception)
        {
            Host.Log.WeighingFailed(exception, Class.Name);
        }
    }
}
