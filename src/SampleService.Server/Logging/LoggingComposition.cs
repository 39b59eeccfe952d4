using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>The log: lines on standard output, times in UTC.</summary>
internal static class LoggingComposition
{
    /// <summary>Puts the service's lines in place of whatever there is.</summary>
    /// <param name="logging">Where.</param>
    /// <param name="configuration">Says in which form (<see cref="LoggingSettings"/>).</param>
    public static ILoggingBuilder AddServiceConsole(this ILoggingBuilder logging, IConfiguration configuration)
    {
        var format = LoggingSettings.IsJson(configuration) ? (ILogFormat)new JsonLogFormat() : new TextLogFormat();
        logging.Services.AddSingleton(LogOutput.Standard);
        logging.Services.AddSingleton(format);
        logging.Services.AddSingleton<ICallLog, ServiceCallLog>();
        return logging.ClearProviders().AddProvider(new ServiceLoggerProvider(LogOutput.Standard, format, TimeProvider.System));
    }

    /// <summary>The same for commands, whose standard output has what they were asked for: lines on standard error.</summary>
    public static ILoggingBuilder AddCommandConsole(this ILoggingBuilder logging) =>
        logging.AddProvider(new ServiceLoggerProvider(LogOutput.Error, new TextLogFormat(), TimeProvider.System));
}
