using System.Buffers;

namespace SampleService.Server;

/// <summary>
/// The log of the service. It goes by the name of .NET's console, so that the settings for that are those for this.
/// </summary>
[ProviderAlias("Console")]
internal sealed class ServiceLoggerProvider : ILoggerProvider
{
    private static readonly EventId LinesMissing = new(1120, nameof(LinesMissing));
    private static readonly string OwnCategory = typeof(ServiceLoggerProvider).FullName!;

    private readonly LogOutput _output;
    private readonly ILogFormat _format;
    private readonly TimeProvider _clock;

    /// <param name="output">Takes the records.</param>
    /// <param name="format">Their form.</param>
    /// <param name="clock">Their times.</param>
    public ServiceLoggerProvider(LogOutput output, ILogFormat format, TimeProvider clock)
    {
        (_output, _format, _clock) = (output, format, clock);
        output.Missing = RecordOfMissing;
    }

    public ILogger CreateLogger(string categoryName) => new ServiceLogger(categoryName, _output, _format, _clock);

    public void Dispose() => _output.Flush();

    private byte[] RecordOfMissing(int count)
    {
        var record = new ArrayBufferWriter<byte>();
        var heading = new LogHeading(_clock.GetUtcNow().UtcDateTime, LogLevel.Warning, OwnCategory, LinesMissing.Id);
        _format.Write(record, heading, $"{count} lines of the log are missing here: nobody took them", [new("Count", count)], null);
        return record.WrittenSpan.ToArray();
    }
}
