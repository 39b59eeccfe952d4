using System.Buffers.Binary;

namespace SampleService.Import;

/// <summary>Reads a run from its beginning to its end.</summary>
internal sealed class RunReader : IDisposable
{
    private readonly FileStream _file;
    private byte[] _record = new byte[1024];
    private int _keyLength;
    private int _contentLength;

    public RunReader(string path, int number, int bufferBytes)
    {
        Number = number;
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferBytes, FileOptions.SequentialScan);
    }

    /// <summary>Its place among the runs of its set.</summary>
    public int Number { get; }

    /// <summary>The key of the present document.</summary>
    public ReadOnlySpan<byte> Key => _record.AsSpan(0, _keyLength);

    /// <summary>The byte that goes with it.</summary>
    public byte Mark => _record[_keyLength];

    /// <summary>The document, valid until the next is read.</summary>
    public ReadOnlyMemory<byte> Document => _record.AsMemory(_keyLength + 1, _contentLength - 1);

    /// <summary>Goes on to the next document; false at the end.</summary>
    public bool Read()
    {
        Span<byte> lengths = stackalloc byte[2 * sizeof(int)];
        if (_file.ReadAtLeast(lengths, lengths.Length, throwOnEndOfStream: false) == 0)
            return false;
        _keyLength = BinaryPrimitives.ReadInt32LittleEndian(lengths);
        _contentLength = BinaryPrimitives.ReadInt32LittleEndian(lengths[sizeof(int)..]);
        if (_keyLength + _contentLength > _record.Length)
            _record = new byte[Math.Max(_keyLength + _contentLength, _record.Length * 2)];
        _file.ReadExactly(_record, 0, _keyLength + _contentLength);
        return true;
    }

    public void Dispose() => _file.Dispose();
}
