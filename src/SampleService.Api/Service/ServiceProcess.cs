namespace SampleService.Api;

/// <summary>This process, as others name it.</summary>
public static class ServiceProcess
{
    /// <summary>The machine and the number of the process.</summary>
    public static string Name { get; } = $"{Environment.MachineName}:{Environment.ProcessId}";
}
