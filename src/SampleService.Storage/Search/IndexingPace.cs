namespace SampleService.Storage;

/// <summary>
/// How long the indexer rests after a batch. While samples are saved it leaves the processors and the database to them, as long as nobody minds that
/// samples wait; it hurries when finds have to read many of them, when the queue is long, and when nothing else is done.
/// </summary>
internal sealed class IndexingPace
{
    /// <summary>How many times as long as it has worked it rests while the queue is short: of a burst of saves it takes a thirtieth.</summary>
    private const double RestRatio = 30;

    /// <summary>What a burst leaves behind is indexed after it. With more samples the rest becomes shorter.</summary>
    private const double ShortQueue = 8_000;

    /// <summary>There is no rest with so many samples.</summary>
    private const double LongQueue = 16_000;

    /// <summary>So long samples gather, since a batch costs less than its parts.</summary>
    private static readonly TimeSpan GatherTime = TimeSpan.FromMilliseconds(50);

    /// <summary>No sample waits much longer than that for its turn when little is saved.</summary>
    private static readonly TimeSpan MaxRest = TimeSpan.FromSeconds(1);

    private bool _hurries;

    /// <summary>Whether samples from before are made findable.</summary>
    public bool IsFilling { get; set; }

    /// <summary>How many samples wait.</summary>
    public int Queued { get; set; }

    /// <summary>A find had to read many samples of the queue: no rest until it is empty.</summary>
    public void Hurry() => _hurries = true;

    /// <summary>How long the rest is.</summary>
    /// <param name="batch">How long the last batch took.</param>
    /// <param name="hasWorked">Whether it had anything in it.</param>
    /// <param name="areSaved">Whether samples were saved meanwhile.</param>
    public TimeSpan RestAfter(TimeSpan batch, bool hasWorked, bool areSaved)
    {
        _hurries &= hasWorked;
        if (!hasWorked || IsFilling)
            return GatherTime;
        if (_hurries || !areSaved || Queued >= LongQueue)
            return TimeSpan.Zero;
        var rest = batch * (RestRatio * Math.Min(1, (LongQueue - Queued) / (LongQueue - ShortQueue)));
        return rest < GatherTime ? GatherTime : rest > MaxRest ? MaxRest : rest;
    }
}
