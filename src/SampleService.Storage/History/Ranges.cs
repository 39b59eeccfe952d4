using System.Buffers.Binary;
using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>Numbered things, the next ones after a number.</summary>
/// <param name="After">Those after it, in the direction.</param>
/// <param name="From">Not before this moment.</param>
/// <param name="To">Not after this moment.</param>
/// <param name="Descending">Whether the newest come first.</param>
public readonly record struct NumberRange(long After, Timestamp From, Timestamp To, bool Descending)
{
    /// <summary>The first ones.</summary>
    public static NumberRange Whole(Timestamp from, Timestamp to, bool descending) => new(descending ? long.MaxValue : 0, from, to, descending);
}

/// <summary>Things that have a time and an id, the next ones after one of them.</summary>
/// <param name="After">Those after it, in the direction.</param>
/// <param name="Bound">The last moment in the direction.</param>
/// <param name="Descending">Whether the newest come first.</param>
public readonly record struct TimeRange(TimedId After, Timestamp Bound, bool Descending)
{
    /// <summary>All from one moment to another, both included.</summary>
    public static TimeRange Whole(Timestamp from, Timestamp to, bool descending) =>
        descending ? new(new(to.Plus(1), Guid.Empty), from, true) : new(new(from.Plus(-1), Guid.AllBitsSet), to, false);
}

/// <summary>A place in an order by time, then id; ids that are numbers stand in the upper half.</summary>
/// <param name="At">The time.</param>
/// <param name="Id">The id.</param>
public readonly record struct TimedId(Timestamp At, Guid Id)
{
    /// <summary>The place of something with a number.</summary>
    public static TimedId OfNumber(Timestamp at, long number)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return new(at, new Guid(bytes, bigEndian: true));
    }

    /// <summary>The number of something that has one; the largest for the end of all ids.</summary>
    public long Number
    {
        get
        {
            Span<byte> bytes = stackalloc byte[16];
            Id.TryWriteBytes(bytes, bigEndian: true, out _);
            var number = BinaryPrimitives.ReadInt64BigEndian(bytes);
            return number < 0 ? long.MaxValue : number;
        }
    }
}
