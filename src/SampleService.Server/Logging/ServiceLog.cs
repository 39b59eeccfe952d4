using System.Buffers;
using SampleService.Api;
using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>Registers the log of the service: lines on standard output, times in UTC.</summary>
internal static class ServiceLog
{
    /// <summary>Replaces all logger providers; the form of the lines is that of <see cref="LoggingSettings"/>.</summary>
    public static ILoggingBuilder AddServiceLog(this ILoggingBuilder logging, IConfiguration configuration)
    {
        var format = LoggingSettings.IsJson(configuration) ? (ILogFormat)new JsonLogFormat() : new TextLogFormat();
        logging.Services.AddSingleton(LogOutput.Standard);
        logging.Services.AddSingleton(format);
        logging.Services.AddSingleton<ICallLog, ServiceCallLog>();
        return logging.ClearProviders().AddProvider(new ServiceLoggerProvider(LogOutput.Standard, format, TimeProvider.System));
    }

    /// <summary>The log of commands, on standard error: their standard output has what they were asked for.</summary>
    public static ILoggingBuilder AddCommandLog(this ILoggingBuilder logging) =>
        logging.AddProvider(new ServiceLoggerProvider(LogOutput.Error, new TextLogFormat(), TimeProvider.System));
}

/// <summary>
/// Makes the loggers of the service. The alias is that of .NET's console logger on purpose: this provider takes its place, and
/// the standard settings <c>Logging:Console:LogLevel:*</c> and <c>Logging:Console:FormatterName</c> apply to it.
/// </summary>
[ProviderAlias("Console")]
internal sealed class ServiceLoggerProvider : ILoggerProvider
{
    private static readonly EventId RecordsDropped = new(1120, nameof(RecordsDropped));
    private static readonly string OwnCategory = typeof(ServiceLoggerProvider).FullName!;

    private readonly LogOutput _output;
    private readonly ILogFormat _format;
    private readonly TimeProvider _clock;

    public ServiceLoggerProvider(LogOutput output, ILogFormat format, TimeProvider clock)
    {
        (_output, _format, _clock) = (output, format, clock);
        output.FormatDropped = FormatDropped;
    }

    public ILogger CreateLogger(string categoryName) => new ServiceLogger(categoryName, _output, _format, _clock);

    public void Dispose() => _output.Flush();

    private byte[] FormatDropped(int count)
    {
        var record = new ArrayBufferWriter<byte>();
        var heading = new LogHeading(_clock.GetUtcNow().UtcDateTime, LogLevel.Warning, OwnCategory, RecordsDropped.Id);
        _format.Write(record, heading, $"{count} log records dropped: the output was not being read", [new("Count", count)], null);
        return record.WrittenSpan.ToArray();
    }
}

/// <summary>Writes the records of one category.</summary>
internal sealed class ServiceLogger(string category, LogOutput output, ILogFormat format, TimeProvider clock) : ILogger
{
    /// <summary>Uses of administration rights have to leave the process before they have an effect.</summary>
    private readonly bool _isAdministration = category == AdministrationLog.Category;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        var record = RecordBuffer.Rent();
        var heading = new LogHeading(clock.GetUtcNow().UtcDateTime, logLevel, category, eventId.Id);
        format.Write(record, heading, formatter(state, exception), state as IReadOnlyList<KeyValuePair<string, object?>>, exception);
        var isRequired = _isAdministration && eventId.Id != AdministrationLog.RefusedId;
        output.Write(record.WrittenSpan, isRequired);
        RecordBuffer.Return(record);
        if (isRequired)
            output.Flush();
    }
}

/// <summary>The buffer in which a thread formats its records.</summary>
internal static class RecordBuffer
{
    /// <summary>Bytes; a buffer that has grown beyond is not kept for the next record.</summary>
    private const int MaxKept = 64 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _kept;

    public static ArrayBufferWriter<byte> Rent()
    {
        // Formatting a message can log, so a second buffer may be rented before the first is returned.
        var rented = _kept ?? new ArrayBufferWriter<byte>(1024);
        _kept = null;
        return rented;
    }

    public static void Return(ArrayBufferWriter<byte> rented)
    {
        rented.ResetWrittenCount();
        if (rented.Capacity <= MaxKept)
            _kept = rented;
    }
}
