using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SampleService.Storage.PostgreSql;

namespace SampleService.Storage.Tests.PostgreSql;

/// <summary>Remembers what was logged.</summary>
internal sealed class ListLogger : ILogger<PostgreSqlDatabase>
{
    public ConcurrentQueue<(int Id, LogLevel Level, string Text)> Lines { get; } = [];

    public int Count(int id) => Lines.Count(line => line.Id == id);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue((eventId.Id, logLevel, formatter(state, exception)));
}
