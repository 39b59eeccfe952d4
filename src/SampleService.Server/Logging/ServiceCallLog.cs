using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>
/// Writes the line of each call, unless the settings turn off that category or level. It bypasses .NET's loggers, and with them
/// any other provider, because their generic methods cost a call more than writing the line does.
/// </summary>
internal sealed class ServiceCallLog(
    ILogger<Dispatcher> log, LogOutput output, ILogFormat format, TimeProvider clock) : ICallLog
{
    private const int EventNumber = 1001;

    private static readonly string Category = typeof(Dispatcher).FullName!;

    public void Write(in CallSummary call)
    {
        if (!log.IsEnabled(LogLevel.Information))
            return;
        var record = RecordBuffer.Rent();
        format.WriteCall(record, new LogHeading(clock.GetUtcNow().UtcDateTime, LogLevel.Information, Category, EventNumber), in call);
        output.Write(record.WrittenSpan, isRequired: false);
        RecordBuffer.Return(record);
    }
}
