namespace SampleService.Server;

/// <summary>The log: lines on the console, times in UTC.</summary>
internal static class LoggingComposition
{
    public static ILoggingBuilder AddServiceConsole(this ILoggingBuilder logging) => logging.AddSimpleConsole(console =>
    {
        console.SingleLine = true;
        console.UseUtcTimestamp = true;
        console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
    });
}
