using System.Buffers;

namespace SampleService.JsonRpc;

/// <summary>
/// Finds messages in the bytes of a connection, however they are cut into pieces. A message ends before a newline or with a complete
/// JSON value, whichever comes first. Each byte is looked at once, and for the structure alone: whether a message is JSON is for its
/// parser to find out.
/// </summary>
/// <param name="maxBytes">Maximum length of a message.</param>
public sealed class MessageFraming(int maxBytes)
{
    /// <summary>Bytes of the message that were looked at; of a broken one, those of its line.</summary>
    private long _length;

    private int _depth;
    private bool _isString;
    private bool _isEscape;
    private bool _isScalar;
    private bool _isSkipping;

    /// <summary>Where a value ends.</summary>
    private enum Ending
    {
        None,
        BeforeThisByte,
        WithThisByte,
    }

    /// <summary>Takes the next message from the front of the bytes that have arrived.</summary>
    /// <param name="buffer">What has arrived and was not taken yet; the caller keeps what is left of it.</param>
    /// <param name="isEnd">Whether no more comes, which ends a message too.</param>
    /// <param name="message">The message.</param>
    public FramingStatus Read(ref ReadOnlySequence<byte> buffer, bool isEnd, out ReadOnlySequence<byte> message)
    {
        message = default;
        if (_isSkipping && !TrySkip(ref buffer))
            return _length > maxBytes ? FramingStatus.TooLarge : isEnd ? FramingStatus.End : FramingStatus.Incomplete;
        if (_length > maxBytes)
            return FramingStatus.TooLarge;
        if (_length == 0)
            buffer = TrimStart(buffer);
        foreach (var piece in buffer.Slice(_length))
            foreach (var next in piece.Span)
            {
                var ending = next == (byte)'\n' ? Ending.BeforeThisByte : Step(next);
                if (ending != Ending.BeforeThisByte && ++_length > maxBytes)
                    return FramingStatus.TooLarge;
                if (ending == Ending.None)
                    continue;
                message = Take(ref buffer);
                return FramingStatus.Message;
            }

        if (!isEnd)
            return FramingStatus.Incomplete;
        if (_length == 0)
            return FramingStatus.End;
        message = Take(ref buffer);
        return FramingStatus.Message;
    }

    /// <summary>The message that was read last was not JSON: the next one begins on the next line.</summary>
    /// <param name="length">Its length, since a line may be as long as a message.</param>
    public void SkipLine(long length) => (_isSkipping, _length) = (true, length);

    /// <summary>Whether the end of the line has come, with which the next message begins.</summary>
    private bool TrySkip(ref ReadOnlySequence<byte> buffer)
    {
        var newline = buffer.PositionOf((byte)'\n');
        var line = newline is { } end ? buffer.Slice(0, end) : buffer;
        _length += line.Length;
        buffer = buffer.Slice(line.End);
        if (newline is null || _length > maxBytes)
            return false;
        (_isSkipping, _length) = (false, 0);
        return true;
    }

    private ReadOnlySequence<byte> Take(ref ReadOnlySequence<byte> buffer)
    {
        var message = buffer.Slice(0, _length);
        buffer = buffer.Slice(_length);
        (_length, _depth, _isString, _isEscape, _isScalar) = (0, 0, false, false, false);
        return message;
    }

    private Ending Step(byte next)
    {
        if (_isString)
            return StepInString(next);
        if (_isScalar)
            return IsDelimiter(next) ? Ending.BeforeThisByte : Ending.None;
        switch (next)
        {
            case (byte)'"':
                _isString = true;
                return Ending.None;
            case (byte)'{' or (byte)'[':
                _depth++;
                return Ending.None;
            case (byte)'}' or (byte)']':
                return --_depth <= 0 ? Ending.WithThisByte : Ending.None;
            default:
                _isScalar = _depth == 0;
                return Ending.None;
        }
    }

    private Ending StepInString(byte next)
    {
        if (_isEscape)
        {
            _isEscape = false;
            return Ending.None;
        }

        _isEscape = next == (byte)'\\';
        _isString = next != (byte)'"';
        return !_isString && _depth == 0 ? Ending.WithThisByte : Ending.None;
    }

    private static ReadOnlySequence<byte> TrimStart(ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        reader.AdvancePastAny(" \t\r\n"u8);
        return buffer.Slice(reader.Position);
    }

    private static bool IsDelimiter(byte next) => next is (byte)' ' or (byte)'\t' or (byte)'\r'
        or (byte)'{' or (byte)'}' or (byte)'[' or (byte)']' or (byte)'"' or (byte)',' or (byte)':';
}

/// <summary>What <see cref="MessageFraming"/> has found.</summary>
public enum FramingStatus
{
    /// <summary>The message has not arrived as a whole.</summary>
    Incomplete,

    /// <summary>A message.</summary>
    Message,

    /// <summary>A message is longer than allowed: nothing that follows can be trusted.</summary>
    TooLarge,

    /// <summary>No more messages come.</summary>
    End,
}
