using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>
/// Writes the line of each call, unless the settings leave out that category or level. It goes past .NET's loggers, and with that
/// past any other provider: their way through generic methods costs a call more than the line itself.
/// </summary>
internal sealed class ServiceCallLog(
    ILogger<KBaseDialect> log, LogOutput output, ILogFormat format, TimeProvider clock) : ICallLog
{
    private const int EventNumber = 1001;

    private static readonly string Category = typeof(KBaseDialect).FullName!;

    public void Write(in CallSummary call)
    {
        if (!log.IsEnabled(LogLevel.Information))
            return;
        var record = RecordBuffer.Take();
        format.WriteCall(record, new LogHeading(clock.GetUtcNow().UtcDateTime, LogLevel.Information, Category, EventNumber), in call);
        output.Write(record.WrittenSpan, isNeeded: false);
        RecordBuffer.Return(record);
    }
}
