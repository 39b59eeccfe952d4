namespace SampleService.Domain;

/// <summary>What operations are bounded by.</summary>
/// <param name="Links">How many active links there may be.</param>
/// <param name="RequestsKept">How long the answers are kept of calls with a name of their own; a day at least.</param>
public sealed record OperationLimits(LinkLimits Links, TimeSpan RequestsKept)
{
    /// <summary>The moment from which on answers are kept.</summary>
    public Timestamp KeptSince(Timestamp now) => now.Plus(-(long)RequestsKept.TotalMilliseconds);
}
