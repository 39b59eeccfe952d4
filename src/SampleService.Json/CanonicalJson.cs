using System.Buffers;
using System.Security.Cryptography;

namespace SampleService.Json;

/// <summary>
/// The same text for the same JSON value: order of members, white space and escapes of strings do not count, the literals of numbers do.
/// </summary>
public static class CanonicalJson
{
    /// <summary>Writes a value without white space, members in the order of their names, strings in ASCII.</summary>
    /// <param name="output">Takes the text; nothing for an absent value.</param>
    /// <param name="value">The value.</param>
    /// <param name="leftOut">Members of the value itself that do not count.</param>
    public static void Write(IBufferWriter<byte> output, JsonValue value, params ReadOnlySpan<string> leftOut)
    {
        switch (value.Kind)
        {
            case JsonKind.Object:
                WriteObject(output, value, leftOut);
                break;
            case JsonKind.Array:
                WriteArray(output, value);
                break;
            case JsonKind.String:
                JsonStrings.Write(output, value.GetString());
                break;
            default:
                output.Write(value.Raw);
                break;
        }
    }

    /// <summary>The SHA-256 of what <see cref="Write"/> writes.</summary>
    /// <inheritdoc cref="Write"/>
    public static byte[] Hash(JsonValue value, params ReadOnlySpan<string> leftOut)
    {
        using var hash = new HashingWriter();
        Write(hash, value, leftOut);
        return hash.Finish();
    }

    private static void WriteObject(IBufferWriter<byte> output, JsonValue value, ReadOnlySpan<string> leftOut)
    {
        var members = new List<(string Name, JsonValue Value)>();
        foreach (var member in value.Members)
            if (member.Name.GetString() is var name && !leftOut.Contains(name))
                members.Add((name, member.Value));
        members.Sort(static (one, other) => string.CompareOrdinal(one.Name, other.Name));
        output.Write("{"u8);
        for (var i = 0; i < members.Count; i++)
        {
            if (i > 0)
                output.Write(","u8);
            JsonStrings.Write(output, members[i].Name);
            output.Write(":"u8);
            Write(output, members[i].Value);
        }

        output.Write("}"u8);
    }

    private static void WriteArray(IBufferWriter<byte> output, JsonValue value)
    {
        output.Write("["u8);
        var isFirst = true;
        foreach (var item in value.Items)
        {
            if (!isFirst)
                output.Write(","u8);
            isFirst = false;
            Write(output, item);
        }

        output.Write("]"u8);
    }

    /// <summary>Hashes what is written to it, in pieces, so that a large value is never there twice.</summary>
    private sealed class HashingWriter : IBufferWriter<byte>, IDisposable
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private byte[] _buffer = new byte[4096];
        private int _used;

        public void Advance(int count) => _used += count;

        public Memory<byte> GetMemory(int sizeHint = 0)
        {
            if (_buffer.Length - _used >= Math.Max(sizeHint, 1))
                return _buffer.AsMemory(_used);
            _hash.AppendData(_buffer, 0, _used);
            _used = 0;
            if (_buffer.Length < sizeHint)
                _buffer = new byte[sizeHint];
            return _buffer;
        }

        public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

        public byte[] Finish()
        {
            _hash.AppendData(_buffer, 0, _used);
            return _hash.GetHashAndReset();
        }

        public void Dispose() => _hash.Dispose();
    }
}
