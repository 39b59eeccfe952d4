using SampleService.Server.Tests.Support;

namespace SampleService.Server.Tests.Operations;

/// <summary>A fact that needs a program: left out where that is not installed, except in continuous integration.</summary>
public sealed class ProgramFactAttribute : FactAttribute
{
    /// <param name="program">What has to be in PATH.</param>
    public ProgramFactAttribute(string program) => Skip = Programs.SkipReason(program);
}
