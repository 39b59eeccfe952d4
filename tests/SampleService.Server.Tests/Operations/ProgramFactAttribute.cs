namespace SampleService.Server.Tests.Operations;

/// <summary>A fact that needs a program: left out where that is not installed, except in continuous integration.</summary>
public sealed class ProgramFactAttribute : FactAttribute
{
    /// <param name="program">What has to be in PATH.</param>
    public ProgramFactAttribute(string program)
    {
        var isThere = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, program)));
        if (!isThere && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")))
            Skip = $"the program {program} is not in PATH";
    }
}
