using System.Buffers;
using System.Buffers.Text;

namespace SampleService.Json;

/// <summary>
/// JSON text under construction. What is written goes into pooled chunks; long text that exists already is spliced in
/// without a copy. The length is known before the first byte is sent.
/// </summary>
/// <param name="budget">Long answers are counted against it until they are cleared; null for no bound.</param>
public sealed class JsonOutput(IByteBudget? budget = null) : IBufferWriter<byte>, IDisposable
{
    /// <summary>Most answers fit, and are one piece then.</summary>
    private const int MinChunk = 16 * 1024;

    private const int MaxChunk = 1024 * 1024;

    /// <summary>A larger chunk is not kept for the next answer.</summary>
    private const int MaxKeptChunk = 64 * 1024;

    /// <summary>Shorter text is copied: each piece takes locks of the transport when it is sent, which costs more than the copy.</summary>
    internal const int MinSplice = 8 * 1024;

    private readonly List<ReadOnlyMemory<byte>> _pieces = [];
    private readonly List<byte[]> _fullChunks = [];
    private byte[] _chunk = [];
    private int _pieceStart;
    private int _used;
    private long _closedLength;
    private long _reserved;

    /// <summary>
    /// Whether there is room for all that is written, whatever the budget has: something has been done, and whoever wanted it has to be
    /// told.
    /// </summary>
    public bool IsLetThrough { get; set; }

    /// <summary>What long answers are counted against, and whatever else is made for them; null for no bound.</summary>
    public IByteBudget? Budget => budget;

    /// <summary>Bytes written so far.</summary>
    public long Length => _closedLength + _used - _pieceStart;

    /// <inheritdoc/>
    public void Advance(int count) => _used += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _chunk.AsMemory(_used);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _chunk.AsSpan(_used);
    }

    /// <summary>Adds JSON text as it is.</summary>
    public void Raw(ReadOnlySpan<byte> json)
    {
        while (json.Length > MaxChunk)
        {
            json[..MaxChunk].CopyTo(GetSpan(MaxChunk));
            _used += MaxChunk;
            json = json[MaxChunk..];
        }

        json.CopyTo(GetSpan(json.Length));
        _used += json.Length;
    }

    /// <summary>Adds JSON text that stays unchanged until this output is sent.</summary>
    /// <exception cref="ByteBudgetException">There is no room for it at the moment.</exception>
    public void Splice(ReadOnlyMemory<byte> json)
    {
        if (json.Length < MinSplice)
        {
            Raw(json.Span);
            return;
        }

        Take(json.Length);
        ClosePiece();
        _pieces.Add(json);
        _closedLength += json.Length;
    }

    /// <summary>Adds a string with its quotes, all but printable ASCII escaped; <c>null</c> for null.</summary>
    public void Text(string? text)
    {
        if (text is null)
            Raw("null"u8);
        else
            JsonStrings.Write(this, text);
    }

    /// <summary>Adds an integer.</summary>
    public void Integer(long value)
    {
        Utf8Formatter.TryFormat(value, GetSpan(20), out var written);
        _used += written;
    }

    /// <summary>Adds a UUID in lower case with hyphens, as a string.</summary>
    public void Uuid(Guid id)
    {
        var span = GetSpan(38);
        span[0] = (byte)'"';
        Utf8Formatter.TryFormat(id, span[1..], out var written);
        span[written + 1] = (byte)'"';
        _used += written + 2;
    }

    /// <summary>Throws away what was written.</summary>
    public void Clear()
    {
        _pieces.Clear();
        foreach (var chunk in _fullChunks)
            ArrayPool<byte>.Shared.Return(chunk);
        _fullChunks.Clear();
        _closedLength = 0;
        _pieceStart = _used = 0;
        if (_chunk.Length > MaxKeptChunk)
        {
            ArrayPool<byte>.Shared.Return(_chunk);
            _chunk = [];
        }

        budget?.Release(_reserved);
        _reserved = 0;
    }

    /// <summary>The pieces to send, in order. Nothing may be written afterwards.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Pieces
    {
        get
        {
            ClosePiece();
            return _pieces;
        }
    }

    /// <summary>All that was written, as one array.</summary>
    public byte[] ToArray()
    {
        var all = new byte[Length];
        var position = 0;
        foreach (var piece in Pieces)
        {
            piece.CopyTo(all.AsMemory(position));
            position += piece.Length;
        }

        return all;
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        Clear();
        if (_chunk.Length > 0)
            ArrayPool<byte>.Shared.Return(_chunk);
        _chunk = [];
    }

    private void Take(long bytes)
    {
        if (budget is null)
            return;
        if (IsLetThrough)
            budget.Reserve(bytes);
        else if (!budget.TryReserve(bytes))
            throw new ByteBudgetException();
        _reserved += bytes;
    }

    private void ClosePiece()
    {
        if (_used == _pieceStart)
            return;
        _pieces.Add(_chunk.AsMemory(_pieceStart, _used - _pieceStart));
        _closedLength += _used - _pieceStart;
        _pieceStart = _used;
    }

    private void Reserve(int size)
    {
        if (_chunk.Length - _used >= Math.Max(size, 1))
            return;
        ClosePiece();
        if (_chunk.Length > 0)
            _fullChunks.Add(_chunk);
        var next = Math.Max(size, Math.Clamp(_chunk.Length * 2, MinChunk, MaxChunk));
        _chunk = [];
        _pieceStart = _used = 0;
        if (next > MaxKeptChunk)
            Take(next);
        _chunk = ArrayPool<byte>.Shared.Rent(next);
    }
}
