namespace SampleService.Server.Tests.Support;

/// <summary>Programs of the machine that tests use.</summary>
internal static class Programs
{
    /// <summary>Why tests that need a program are left out; null when they run. Where CI is set they run in any case, and fail without it.</summary>
    /// <param name="program">What has to be in PATH.</param>
    public static string? SkipReason(string program) =>
        PathOf(program) is not null || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")) ? null : $"the program {program} is not in PATH";

    /// <summary>Where a program is; null if it is not in PATH.</summary>
    public static string? PathOf(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Where(folder => folder.Length > 0).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
