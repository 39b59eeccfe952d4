using SampleService.Domain;

namespace SampleService.Storage.PostgreSql;

/// <summary>
/// The writes of this process that are under way, where it is this process that tells the time: none of them gets a time before the oldest
/// began. One whose connection was lost may still be under way in the server, until all transactions that were open then have ended.
/// </summary>
internal sealed class WritesUnderWay
{
    private readonly Lock _gate = new();
    private readonly HashSet<Write> _writes = [];

    /// <summary>When the oldest began; null while there is none.</summary>
    public Timestamp? Oldest
    {
        get
        {
            lock (_gate)
                return _writes.Count == 0 ? null : new Timestamp(_writes.Min(static write => write.Began));
        }
    }

    /// <summary>Whether there are some of which it is not known whether they have ended.</summary>
    public bool HasLost
    {
        get
        {
            lock (_gate)
                return _writes.Any(static write => write.IsLost);
        }
    }

    /// <summary>A write begins.</summary>
    /// <param name="now">The present moment in milliseconds, before it takes any time.</param>
    public Write Begin(long now)
    {
        var write = new Write(this, now);
        lock (_gate)
            _writes.Add(write);
        return write;
    }

    /// <summary>Forgets lost ones that have ended.</summary>
    /// <param name="asked">When the server was asked, by its clock.</param>
    /// <param name="oldest">When the oldest transaction began that it had open then, by its clock; null for none.</param>
    public void ForgetLost(Timestamp asked, Timestamp? oldest)
    {
        lock (_gate)
        {
            _writes.RemoveWhere(write => write is { IsLost: true, Seen: { } seen } && (oldest is not { } open || open.CompareTo(seen) > 0));
            foreach (var write in _writes.Where(static write => write is { IsLost: true, Seen: null }))
                write.Seen = asked;
        }
    }

    /// <summary>One write.</summary>
    internal sealed class Write(WritesUnderWay writes, long began)
    {
        public long Began => began;

        public bool IsLost { get; private set; }

        /// <summary>When the server was asked first after it was lost: transactions that began later are others.</summary>
        public Timestamp? Seen { get; set; }

        /// <summary>It has ended, and the server has told how.</summary>
        public void End()
        {
            lock (writes._gate)
                writes._writes.Remove(this);
        }

        /// <summary>It has ended here, and nobody knows what became of it.</summary>
        public void Lose()
        {
            lock (writes._gate)
                IsLost = true;
        }
    }
}
