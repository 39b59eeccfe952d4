namespace SampleService.Server.Tests.Support;

/// <summary>Programs of the machine that tests use.</summary>
internal static class Programs
{
    /// <summary>Why tests that need a program are left out; null when they run. Where CI is set they run in any case, and fail without it.</summary>
    /// <param name="program">What has to be in PATH.</param>
    public static string? SkipReason(string program) =>
        IsThere(program) || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")) ? null : $"the program {program} is not in PATH";

    private static bool IsThere(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, program)));
}
