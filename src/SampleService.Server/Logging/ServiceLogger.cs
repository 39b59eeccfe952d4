using System.Buffers;
using System.Runtime.CompilerServices;
using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>Writes the records of one part of the program.</summary>
internal sealed class ServiceLogger(string category, LogOutput output, ILogFormat format, TimeProvider clock) : ILogger
{
    /// <summary>A larger buffer is not kept for the next record.</summary>
    private const int LargestKept = 64 * 1024;

    /// <summary>Whether it has the uses of administration rights, which are to be out of the process before what they are about is begun.</summary>
    private readonly bool _hasUses = category == Api.AdministrationLog.Category;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _record;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        // A text can be made of something that logs.
        var record = _record ?? new ArrayBufferWriter<byte>(1024);
        _record = null;
        var heading = new LogHeading(clock.GetUtcNow().UtcDateTime, logLevel, category, eventId.Id);
        if (typeof(TState) == typeof(CallEnded))
            format.WriteCall(record, heading, in Unsafe.As<TState, CallEnded>(ref state));
        else
            format.Write(record, heading, formatter(state, exception), state as IReadOnlyList<KeyValuePair<string, object?>>, exception);
        var isUse = _hasUses && eventId.Id != Api.AdministrationLog.RefusedId;
        output.Write(record.WrittenSpan, isNeeded: isUse);
        record.ResetWrittenCount();
        if (record.Capacity <= LargestKept)
            _record = record;
        if (isUse)
            output.Flush();
    }
}
