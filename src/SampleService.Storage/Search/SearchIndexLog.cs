using Microsoft.Extensions.Logging;

namespace SampleService.Storage;

/// <summary>What is logged of the indexing of samples.</summary>
internal static partial class SearchIndexLog
{
    [LoggerMessage(3300, LogLevel.Warning, "A sample could not be indexed; finds read it from its tree")]
    public static partial void Failed(ILogger log, Exception exception);
}
