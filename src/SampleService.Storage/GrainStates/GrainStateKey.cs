using System.Buffers;
using System.Buffers.Binary;

namespace SampleService.Storage;

/// <summary>
/// Whose state, and which one, in the form in which the tables have it. It is the form that Orleans gives to its storage
/// of states, so that its silos find the rows.
/// </summary>
public sealed record GrainStateKey
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    private GrainStateKey(string serviceId, string stateName, string text, long n0, long n1)
    {
        (ServiceId, StateName) = (serviceId, stateName);
        (Text, N0, N1) = (text, n0, n1);
    }

    /// <summary>The service, as all its processes call it.</summary>
    public string ServiceId { get; }

    /// <summary>The name of the state, unique in the service.</summary>
    public string StateName { get; }

    /// <summary>A key that is text, or the extension of another key; else empty.</summary>
    public string Text { get; }

    /// <summary>The first half of a GUID; else 0.</summary>
    public long N0 { get; }

    /// <summary>The second half of a GUID, or a number; else 0.</summary>
    public long N1 { get; }

    /// <summary>A grain whose key is a GUID, with an extension or without.</summary>
    public static GrainStateKey Of(string serviceId, string stateName, Guid key, string? extension)
    {
        Span<byte> bytes = stackalloc byte[16];
        key.TryWriteBytes(bytes);
        return new GrainStateKey(
            serviceId, stateName, extension ?? "",
            BinaryPrimitives.ReadInt64LittleEndian(bytes),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]));
    }

    /// <summary>A grain whose key is a number, with an extension or without.</summary>
    public static GrainStateKey Of(string serviceId, string stateName, long key, string? extension) =>
        new(serviceId, stateName, extension ?? "", 0, key);

    /// <summary>A grain whose key is text.</summary>
    /// <exception cref="ArgumentException">
    /// Orleans would take it for a number or a GUID, of which several texts mean the same: it is to begin with a letter
    /// that is no hexadecimal digit.
    /// </exception>
    public static GrainStateKey Of(string serviceId, string stateName, string key)
    {
        var plus = key.IndexOf('+', StringComparison.Ordinal);
        var head = plus < 0 ? key.AsSpan() : key.AsSpan(0, plus);
        if (!head.IsEmpty && !head.ContainsAnyExcept(HexDigits))
            throw new ArgumentException("The key of a grain that keeps a state reads like a hexadecimal number.", nameof(key));
        return new GrainStateKey(serviceId, stateName, key, 0, 0);
    }
}
