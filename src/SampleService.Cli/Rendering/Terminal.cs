namespace SampleService.Cli;

/// <summary>What standard output leads to.</summary>
internal static class Terminal
{
    /// <summary>Whether people look at it, on something that can draw.</summary>
    public static bool IsShown => !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");

    /// <summary>Whether it may be coloured; NO_COLOR says that it may not.</summary>
    public static bool HasColours => IsShown && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
}
