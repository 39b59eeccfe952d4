using System.Buffers.Binary;
using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>Where walks over things with times and ids stand, as bytes that cursors carry for ever.</summary>
internal static class WalkPosition
{
    private const int Size = sizeof(long) + 16;

    /// <summary>The bytes of places, one after the other.</summary>
    public static byte[] Write(IReadOnlyList<TimedId> places)
    {
        var bytes = new byte[places.Count * Size];
        for (var i = 0; i < places.Count; i++)
        {
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(i * Size), places[i].At.Milliseconds);
            places[i].Id.TryWriteBytes(bytes.AsSpan((i * Size) + sizeof(long)), bigEndian: true, out _);
        }

        return bytes;
    }

    /// <summary>The places.</summary>
    /// <exception cref="ServiceException">They are another number of places: the cursor is of another version of the service.</exception>
    public static TimedId[] Read(byte[] bytes, int count)
    {
        if (bytes.Length != count * Size)
            throw ServiceException.Illegal("cursor is not valid here");
        var places = new TimedId[count];
        for (var i = 0; i < count; i++)
            places[i] = new TimedId(
                new Timestamp(BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(i * Size))), new Guid(bytes.AsSpan((i * Size) + sizeof(long), 16), bigEndian: true));
        return places;
    }
}
