using System.Globalization;

namespace SampleService.Domain;

/// <summary>A moment in whole milliseconds since 1970-01-01T00:00:00Z; may be negative.</summary>
[GenerateSerializer, Immutable, Alias("sample-service.value.timestamp")]
public readonly record struct Timestamp([property: Id(0)] long Milliseconds) : IComparable<Timestamp>
{
    /// <summary>The first millisecond of the year 1, the earliest that callers may send.</summary>
    public static readonly Timestamp Earliest = new(-62_135_596_800_000);

    /// <summary>The last millisecond of the year 9999, the latest that callers may send.</summary>
    public static readonly Timestamp Latest = new(253_402_300_799_999);

    public static Timestamp Now(TimeProvider clock) => new(clock.GetUtcNow().ToUnixTimeMilliseconds());

    /// <inheritdoc/>
    public int CompareTo(Timestamp other) => Milliseconds.CompareTo(other.Milliseconds);

    public static Timestamp Max(Timestamp left, Timestamp right) => left.Milliseconds >= right.Milliseconds ? left : right;

    public Timestamp Plus(long milliseconds) => new(Milliseconds + milliseconds);

    /// <inheritdoc/>
    public override string ToString() => Milliseconds.ToString(CultureInfo.InvariantCulture);
}
