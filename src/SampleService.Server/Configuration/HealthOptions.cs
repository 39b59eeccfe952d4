namespace SampleService.Server;

/// <summary>What readiness asks for (configuration section <c>Health</c>).</summary>
public sealed class HealthOptions
{
    /// <summary>
    /// Whether a process whose writes fail is not ready (503). When false it is ready, since it answers reads, and says so in a
    /// member of its answer.
    /// </summary>
    public bool RequireWrites { get; set; }
}
