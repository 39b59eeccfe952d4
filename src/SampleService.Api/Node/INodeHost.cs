namespace SampleService.Api;

/// <summary>The process, as the methods about it see and govern it.</summary>
public interface INodeHost
{
    /// <summary>How it is doing.</summary>
    NodeStatus FindStatus();

    /// <summary>What it measures, in the text format of Prometheus; null where metrics are turned off.</summary>
    Task<string?> RenderMetricsAsync();

    /// <summary>All settings, without secrets.</summary>
    IReadOnlyList<NodeSetting> FindSettings();

    /// <summary>Changes the lowest level that a category of the log shows, until the process ends.</summary>
    /// <param name="category">The beginning of the names of categories; <c>Default</c> for those that no other entry is about.</param>
    /// <param name="level">One of <see cref="LogLevels"/>.</param>
    void SetLogLevel(string category, string level);

    /// <summary>The names of levels, in the order of their severity.</summary>
    IReadOnlyList<string> LogLevels { get; }

    /// <summary>Begins to stop, as with SIGTERM. Calls under way end.</summary>
    void Drain();
}

/// <summary>How a process is doing.</summary>
/// <param name="Process">Its number.</param>
/// <param name="Started">When it started, in milliseconds since 1970.</param>
/// <param name="Calls">Calls under way.</param>
/// <param name="Connections">Connections of HTTP callers.</param>
/// <param name="NodeConnections">Connections to the Unix socket.</param>
/// <param name="IsStopping">Whether it ends the calls under way, and takes no more.</param>
public sealed record NodeStatus(int Process, long Started, int Calls, int Connections, int NodeConnections, bool IsStopping);

/// <summary>A setting as it was loaded.</summary>
/// <param name="Key">Its name, <c>Section:Key</c>.</param>
/// <param name="Value">Its value as text; null where it has none.</param>
/// <param name="Source">Where the value comes from: <c>default</c>, <c>environment</c>, <c>command line</c>, or the name of a file.</param>
public sealed record NodeSetting(string Key, string? Value, string Source);
