using System.Buffers.Binary;

namespace SampleService.Import;

/// <summary>Documents in memory, until there are enough for a run. Those of one key stay in the order in which they came.</summary>
/// <param name="maxBytes">It is full with so many bytes; it holds a single longer document all the same.</param>
internal sealed class RunBuffer(int maxBytes)
{
    /// <summary>Nearly all documents are shorter.</summary>
    private const int Slack = 1 << 20;

    private readonly List<Entry> _entries = [];
    private byte[] _bytes = new byte[Math.Min(maxBytes, 1 << 20)];
    private int _used;

    /// <summary>How many documents it holds.</summary>
    public int Count => _entries.Count;

    /// <summary>Whether it is to be written before more is added.</summary>
    public bool IsFull => _used >= maxBytes;

    /// <summary>Adds a copy of a document.</summary>
    /// <param name="key">What it is sorted by.</param>
    /// <param name="mark">A byte that goes with it.</param>
    /// <param name="document">The document.</param>
    public void Add(ReadOnlySpan<byte> key, byte mark, ReadOnlySpan<byte> document)
    {
        var needed = _used + key.Length + 1 + document.Length;
        // It grows to what a run has and one document, not to the next power of two.
        if (needed > _bytes.Length)
            Array.Resize(ref _bytes, (int)Math.Max(needed, Math.Min(2L * _bytes.Length, maxBytes + (long)Slack)));
        key.CopyTo(_bytes.AsSpan(_used));
        _bytes[_used + key.Length] = mark;
        document.CopyTo(_bytes.AsSpan(_used + key.Length + 1));
        _entries.Add(new Entry(_used, key.Length, document.Length + 1, _entries.Count));
        _used = needed;
    }

    /// <summary>Writes all in the order of their keys to a file that is on disk when this returns, and forgets them.</summary>
    public void WriteTo(string path)
    {
        _entries.Sort(Compare);
        using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 18))
        {
            Span<byte> lengths = stackalloc byte[2 * sizeof(int)];
            foreach (var entry in _entries)
            {
                BinaryPrimitives.WriteInt32LittleEndian(lengths, entry.KeyLength);
                BinaryPrimitives.WriteInt32LittleEndian(lengths[sizeof(int)..], entry.ContentLength);
                file.Write(lengths);
                file.Write(_bytes, entry.Start, entry.KeyLength + entry.ContentLength);
            }

            file.Flush(flushToDisk: true);
        }

        _entries.Clear();
        _used = 0;
    }

    private int Compare(Entry left, Entry right)
    {
        var order = _bytes.AsSpan(left.Start, left.KeyLength).SequenceCompareTo(_bytes.AsSpan(right.Start, right.KeyLength));
        return order != 0 ? order : left.Number.CompareTo(right.Number);
    }

    private readonly record struct Entry(int Start, int KeyLength, int ContentLength, int Number);
}
