using System.Text;

namespace SampleService.Cli;

/// <summary>
/// Text as the parser of tables takes it without mistakes. It looks at the first line end, in quotes too, and holds the file for one whose rows end
/// with carriage returns if it is one: rows behind are then taken for one. So it gets to see none that stands alone, but a mark, which
/// <see cref="Restore"/> takes back. What is no UTF-8 gets a mark as well. The marks are no characters, so no text has them.
/// </summary>
internal sealed class DelimitedText(Stream stream) : TextReader
{
    /// <summary>What a row of comments would begin with. There are none here, but the parser asks for some character.</summary>
    public const char NoComment = '\uFFFE';

    private const char Invalid = '\uFFFF', Return = '\uFDD0';

    private const int None = -1;

    private static readonly Encoding Utf8 = Encoding.GetEncoding("utf-8", EncoderFallback.ExceptionFallback, new DecoderReplacementFallback(Invalid.ToString()));

    private readonly StreamReader _text = new(stream, Utf8, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
    private int _pending = None;

    /// <summary>Whether a cell has what is no text.</summary>
    public static bool IsInvalid(string cell) => cell.Contains(Invalid, StringComparison.Ordinal);

    /// <summary>A cell as it stands in the file.</summary>
    public static string Restore(string cell) => cell.Replace(Return, '\r');

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        var read = 0;
        if (_pending != None)
            buffer[read++] = (char)_pending;
        _pending = None;
        read += _text.Read(buffer[read..]);
        if (read > 0 && buffer[read - 1] == '\r')
            _pending = _text.Read();
        for (var i = 0; i < read; i++)
            buffer[i] = buffer[i] switch
            {
                '\r' when (i + 1 < read ? buffer[i + 1] : _pending) != '\n' => Return,
                NoComment or Return => Invalid,
                var other => other,
            };
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        _text.Dispose();
        base.Dispose(disposing);
    }
}
