using System.Buffers;
using System.Text;
using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>
/// Text for people: <c>TIME LEVEL: CATEGORY[EVENT] MESSAGE</c>, and an exception on lines after it that begin with blanks, which
/// no record does.
/// </summary>
internal sealed class TextLogFormat : ILogFormat
{
    private const string Indent = "      ";

    /// <summary>More than the fixed parts of a line take.</summary>
    private const int Room = 160;

    /// <summary>Bytes of a UTF-16 unit at most.</summary>
    private const int UnitBytes = 3;

    private static readonly SearchValues<char> Ambiguous = SearchValues.Create(" \"=");

    public void WriteCall(ArrayBufferWriter<byte> record, LogHeading heading, in CallSummary call)
    {
        var method = call.Method ?? "-";
        var user = Value(call.User);
        var line = new Utf8Line(record.GetSpan(
            Room + (UnitBytes * (heading.Category.Length + method.Length + user.Length + call.Address.Length + call.CallId.Length))));
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
        WriteLine(record, OneLine.Of(message));
        if (exception is null)
            return;
        foreach (var line in exception.ToString().EnumerateLines())
            WriteLine(record, Indent + OneLine.Of(line.ToString()));
    }

    /// <summary>A value that can't be taken for several.</summary>
    private static string Value(string? text)
    {
        if (text is null)
            return "-";
        var line = OneLine.Of(text);
        return line.AsSpan().ContainsAny(Ambiguous) || line.Length == 0 ? $"\"{line.Replace('"', '\'')}\"" : line;
    }

    private static void WriteHeading(ArrayBufferWriter<byte> record, LogHeading heading)
    {
        var line = new Utf8Line(record.GetSpan(Room + (UnitBytes * heading.Category.Length)));
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
