namespace SampleService.Cluster.Tests;

/// <summary>A fact about what only Linux does to its processes.</summary>
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute() => Skip = OperatingSystem.IsLinux() ? null : "only on Linux";
}
