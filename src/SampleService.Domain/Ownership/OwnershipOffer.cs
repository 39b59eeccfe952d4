namespace SampleService.Domain;

/// <summary>That the owner of a sample offers it to somebody, who becomes its owner by accepting (docs/ownership.md).</summary>
/// <param name="Sample">The sample; it has one offer at most.</param>
/// <param name="From">Its owner.</param>
/// <param name="To">To whom it is offered.</param>
/// <param name="Keep">The level that the former owner keeps: admin, write, read, or none.</param>
/// <param name="Message">What the addressee is told; null for nothing.</param>
/// <param name="Created">When it was offered.</param>
/// <param name="Expires">From then on it cannot be accepted any more.</param>
public sealed record OwnershipOffer(
    SampleId Sample, UserName From, UserName To, AccessLevel Keep, string? Message, Timestamp Created, Timestamp Expires)
{
    /// <summary>The longest message, in code points.</summary>
    public const int MaxMessageLength = 1000;

    /// <summary>How long an offer stands that does not say.</summary>
    public static readonly TimeSpan DefaultLife = TimeSpan.FromDays(30);

    /// <summary>How long an offer stands at most.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromDays(365);

    /// <summary>The names of what a former owner keeps, in the order of the documentation.</summary>
    public static readonly string[] KeepNames = ["admin", "write", "read", "none"];

    private static readonly AccessLevel[] KeepLevels = [AccessLevel.Admin, AccessLevel.Write, AccessLevel.Read, AccessLevel.None];

    /// <summary>The name of what the former owner keeps.</summary>
    public string KeepName => KeepNames[Array.IndexOf(KeepLevels, Keep)];

    /// <summary>The level of one of <see cref="KeepNames"/>, by its place.</summary>
    public static AccessLevel KeepOf(int place) => KeepLevels[place];

    /// <summary>The level of one of <see cref="KeepNames"/>.</summary>
    public static AccessLevel KeepOf(string name) => KeepLevels[Array.IndexOf(KeepNames, name)];

    /// <summary>Whether it can still be accepted, unless it is answered or taken back.</summary>
    public bool IsPendingAt(Timestamp moment) => moment.CompareTo(Expires) < 0;

    /// <summary>The name alone, to keep contents out of logs.</summary>
    public override string ToString() => nameof(OwnershipOffer);
}
