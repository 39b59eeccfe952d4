using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace SampleService.Server;

/// <summary>Puts a line together, in a place that has room for it.</summary>
internal ref struct Utf8Line(Span<byte> room)
{
    private readonly Span<byte> _room = room;

    /// <summary>Bytes so far.</summary>
    public int Length { get; private set; }

    public void Add(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_room[Length..]);
        Length += text.Length;
    }

    public void Add(string text) => Length += Encoding.UTF8.GetBytes(text, _room[Length..]);

    public void Add(long number)
    {
        var hasRoom = number.TryFormat(_room[Length..], out var length, provider: CultureInfo.InvariantCulture);
        Debug.Assert(hasRoom, "a line is longer than its maker thought");
        Length += length;
    }

    public void Add(LogHeading heading)
    {
        Length += heading.WriteTime(_room[Length..]);
        Add(" "u8);
        Add(Short(heading.Level));
        Add(": "u8);
        Add(heading.Category);
        Add("["u8);
        Add(heading.Event);
        Add("] "u8);
    }

    private static ReadOnlySpan<byte> Short(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce"u8,
        LogLevel.Debug => "dbug"u8,
        LogLevel.Information => "info"u8,
        LogLevel.Warning => "warn"u8,
        LogLevel.Error => "fail"u8,
        _ => "crit"u8,
    };
}
