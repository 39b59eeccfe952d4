namespace SampleService.Conformance.Tests;

/// <summary>A fact about what only Linux tells of its processes.</summary>
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute() => Skip = OperatingSystem.IsLinux() ? null : "only on Linux";
}
