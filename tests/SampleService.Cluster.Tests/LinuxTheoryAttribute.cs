namespace SampleService.Cluster.Tests;

/// <summary>A theory about what only Linux does to its processes.</summary>
public sealed class LinuxTheoryAttribute : TheoryAttribute
{
    public LinuxTheoryAttribute() => Skip = OperatingSystem.IsLinux() ? null : "only on Linux";
}
