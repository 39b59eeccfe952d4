namespace SampleService.Domain;

/// <summary>When an event is sent again that was not received, and when that ends.</summary>
public static class WebhookRetry
{
    /// <summary>So long an event is sent in vain before its webhook is dead.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromHours(24);

    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>How long to wait after so many failures: 5 seconds, twice as long each time, an hour at most.</summary>
    /// <param name="failures">How often the event was sent in vain; 1 or more.</param>
    public static TimeSpan DelayAfter(int failures)
    {
        var doubled = First * Math.Pow(2, Math.Min(failures - 1, 16));
        return doubled < Longest ? doubled : Longest;
    }

    /// <summary>The progress after an event was received.</summary>
    /// <param name="before">What it was.</param>
    /// <param name="position">The position of the event.</param>
    /// <param name="now">The time.</param>
    /// <param name="status">The HTTP status of the answer.</param>
    public static WebhookProgress Received(this WebhookProgress before, long position, Timestamp now, int status) => before with
    {
        Position = position,
        FailingSince = null,
        Failures = 0,
        NextAttempt = null,
        LastAttempt = now,
        LastStatus = status,
        LastFault = null,
    };

    /// <summary>The progress after an event was not received: it is sent again, or the webhook is dead.</summary>
    /// <param name="before">What it was.</param>
    /// <param name="now">The time.</param>
    /// <param name="status">The HTTP status of the answer; null if there was none.</param>
    /// <param name="fault">What was wrong, one of <see cref="WebhookFault"/>.</param>
    public static WebhookProgress Failed(this WebhookProgress before, Timestamp now, int? status, string fault)
    {
        var since = before.FailingSince ?? now;
        var failures = before.Failures + 1;
        var end = since.Plus((long)Span.TotalMilliseconds);
        var isDead = now.CompareTo(end) >= 0;
        var next = now.Plus((long)DelayAfter(failures).TotalMilliseconds);
        return before with
        {
            FailingSince = since,
            Failures = failures,
            // The last attempt is at the end of the time, and not before it.
            NextAttempt = isDead ? null : next.CompareTo(end) < 0 ? next : end,
            LastAttempt = now,
            LastStatus = status,
            LastFault = fault,
            Dead = isDead ? now : null,
        };
    }

    /// <summary>The progress past an event that is not to be sent.</summary>
    public static WebhookProgress Passed(this WebhookProgress before, long position) => before.Failures == 0
        ? before with { Position = position }
        : before with { Position = position, FailingSince = null, Failures = 0, NextAttempt = null };
}
