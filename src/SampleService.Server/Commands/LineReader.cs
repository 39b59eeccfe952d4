namespace SampleService.Server;

/// <summary>Reads a stream line by line into one buffer, which grows to the longest line and no further.</summary>
/// <param name="stream">The stream.</param>
/// <param name="maxLineBytes">A longer line is an error.</param>
internal sealed class LineReader(Stream stream, int maxLineBytes = 100_000_000)
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>Bytes read from the stream so far.</summary>
    public long Position { get; private set; }

    /// <summary>The next line without its end, valid until the one after it is read; null at the end of the stream.</summary>
    /// <exception cref="IOException">Reading failed, or a line is too long.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellation)
    {
        for (var searched = 0; ;)
        {
            var found = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (found >= 0 || _ended)
            {
                if (found < 0 && _start == _end)
                    return null;
                var length = found < 0 ? _end - _start : searched + found;
                var line = _buffer.AsMemory(_start, length);
                _start = Math.Min(_start + length + 1, _end);
                return line;
            }

            searched = _end - _start;
            await FillAsync(cancellation);
        }
    }

    private async ValueTask FillAsync(CancellationToken cancellation)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            if (_end > maxLineBytes)
                throw new IOException($"a line is longer than {maxLineBytes} bytes");
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellation);
        _ended = read == 0;
        _end += read;
        Position += read;
    }
}
