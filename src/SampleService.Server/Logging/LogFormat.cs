using System.Buffers;
using System.Globalization;
using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>How records look. A record ends its line, and text from callers cannot make it look like several records.</summary>
internal interface ILogFormat
{
    /// <summary>Writes the record of a call that has ended.</summary>
    void WriteCall(ArrayBufferWriter<byte> record, LogHeading heading, in CallSummary call);

    /// <summary>Writes any other record.</summary>
    /// <param name="record">The buffer to write to.</param>
    /// <param name="heading">Time, level, category and event.</param>
    /// <param name="message">The formatted message.</param>
    /// <param name="state">The values in the message by name; null when they are not known.</param>
    /// <param name="exception">The exception that was logged, if any.</param>
    void Write(
        ArrayBufferWriter<byte> record, LogHeading heading, string message,
        IReadOnlyList<KeyValuePair<string, object?>>? state, Exception? exception);
}

/// <summary>What every record begins with.</summary>
/// <param name="Time">In UTC.</param>
/// <param name="Level">The severity.</param>
/// <param name="Category">The part of the program that logs.</param>
/// <param name="Event">The stable number of the event.</param>
internal readonly record struct LogHeading(DateTime Time, LogLevel Level, string Category, int Event)
{
    private const int TimeLength = 23;

    /// <summary>Writes the time as <c>2026-01-31T12:00:00.000Z</c>.</summary>
    /// <returns>The number of bytes.</returns>
    public int WriteTime(Span<byte> target)
    {
        // "O" writes seven digits after the point, four too many, but is much faster than any custom format.
        Time.TryFormat(target, out _, "O", CultureInfo.InvariantCulture);
        target[TimeLength] = (byte)'Z';
        return TimeLength + 1;
    }
}
