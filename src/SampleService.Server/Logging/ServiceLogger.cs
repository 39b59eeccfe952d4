namespace SampleService.Server;

/// <summary>Writes the records of one part of the program.</summary>
internal sealed class ServiceLogger(string category, LogOutput output, ILogFormat format, TimeProvider clock) : ILogger
{
    /// <summary>Whether it has the uses of administration rights, which are to be out of the process before what they are about is begun.</summary>
    private readonly bool _hasUses = category == Api.AdministrationLog.Category;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        var record = RecordBuffer.Take();
        var heading = new LogHeading(clock.GetUtcNow().UtcDateTime, logLevel, category, eventId.Id);
        format.Write(record, heading, formatter(state, exception), state as IReadOnlyList<KeyValuePair<string, object?>>, exception);
        var isUse = _hasUses && eventId.Id != Api.AdministrationLog.RefusedId;
        output.Write(record.WrittenSpan, isNeeded: isUse);
        RecordBuffer.Return(record);
        if (isUse)
            output.Flush();
    }
}
