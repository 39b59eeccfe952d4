using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>
/// Text for people: <c>TIME LEVEL: CATEGORY[EVENT] MESSAGE</c>. An exception follows on lines that begin with blanks, as no
/// record does.
/// </summary>
internal sealed class TextLogFormat : ILogFormat
{
    private const string Indent = "      ";

    /// <summary>Bytes, more than the fixed parts of a line take.</summary>
    private const int FixedBytes = 160;

    /// <summary>The bytes that one UTF-16 unit takes at most.</summary>
    private const int MaxBytesPerChar = 3;

    private static readonly SearchValues<char> Ambiguous = SearchValues.Create(" \"=");

    public void WriteCall(ArrayBufferWriter<byte> record, LogHeading heading, in CallSummary call)
    {
        var method = call.Method ?? "-";
        var user = Quote(call.User);
        var diagnosis = call.Diagnosis ?? "";
        var line = new Utf8Line(record.GetSpan(
            FixedBytes + (MaxBytesPerChar * (heading.Category.Length + method.Length + user.Length + call.Address.Length + diagnosis.Length + call.CallId.Length))));
        var tenths = (long)Math.Round(call.Milliseconds * 10);
        line.Add(heading);
        line.Add(method);
        line.Add(" user="u8);
        line.Add(user);
        line.Add(" from="u8);
        line.Add(call.Address);
        line.Add(" ms="u8);
        line.Add(tenths / 10);
        line.Add("."u8);
        line.Add(tenths % 10);
        line.Add(" outcome="u8);
        line.Add(call.Outcome);
        if (diagnosis.Length > 0)
        {
            line.Add(" why=\""u8);
            line.Add(diagnosis);
            line.Add("\""u8);
        }

        line.Add(" call="u8);
        line.Add(call.CallId);
        line.Add("\n"u8);
        record.Advance(line.Length);
    }

    public void Write(
        ArrayBufferWriter<byte> record, LogHeading heading, string message,
        IReadOnlyList<KeyValuePair<string, object?>>? state, Exception? exception)
    {
        WriteHeading(record, heading);
        WriteLine(record, LogText.ToSingleLine(message));
        if (exception is null)
            return;
        foreach (var line in exception.ToString().EnumerateLines())
            WriteLine(record, Indent + LogText.ToSingleLine(line.ToString()));
    }

    /// <summary>Quotes a value that could be read as several.</summary>
    private static string Quote(string? text)
    {
        if (text is null)
            return "-";
        var line = LogText.ToSingleLine(text);
        return line.AsSpan().ContainsAny(Ambiguous) || line.Length == 0 ? $"\"{line.Replace('"', '\'')}\"" : line;
    }

    private static void WriteHeading(ArrayBufferWriter<byte> record, LogHeading heading)
    {
        var line = new Utf8Line(record.GetSpan(FixedBytes + (MaxBytesPerChar * heading.Category.Length)));
        line.Add(heading);
        record.Advance(line.Length);
    }

    private static void WriteLine(ArrayBufferWriter<byte> record, string line)
    {
        Encoding.UTF8.GetBytes(line, record);
        record.GetSpan(1)[0] = (byte)'\n';
        record.Advance(1);
    }
}

/// <summary>Builds a line in a buffer that is large enough for it.</summary>
internal ref struct Utf8Line(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    public void Add(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_buffer[Length..]);
        Length += text.Length;
    }

    public void Add(string text) => Length += Encoding.UTF8.GetBytes(text, _buffer[Length..]);

    public void Add(long number)
    {
        var fits = number.TryFormat(_buffer[Length..], out var length, provider: CultureInfo.InvariantCulture);
        Debug.Assert(fits, "the buffer is too small for the line");
        Length += length;
    }

    public void Add(LogHeading heading)
    {
        Length += heading.WriteTime(_buffer[Length..]);
        Add(" "u8);
        Add(ShortName(heading.Level));
        Add(": "u8);
        Add(heading.Category);
        Add("["u8);
        Add(heading.Event);
        Add("] "u8);
    }

    private static ReadOnlySpan<byte> ShortName(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce"u8,
        LogLevel.Debug => "dbug"u8,
        LogLevel.Information => "info"u8,
        LogLevel.Warning => "warn"u8,
        LogLevel.Error => "fail"u8,
        _ => "crit"u8,
    };
}
