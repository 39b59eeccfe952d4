using System.Reflection;

namespace SampleService.Server.Tests.Operations;

/// <summary>docs/operations.md, whose commands and configurations tests carry out as they stand there.</summary>
internal static class OperationsDocument
{
    public static IReadOnlyList<string> Lines { get; } = File.ReadAllLines(Path.Combine(
        typeof(OperationsDocument).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!,
        "docs", "operations.md"));

    /// <summary>The one command that begins so.</summary>
    public static string Command(string beginning) =>
        Assert.Single(Lines, line => line.StartsWith("    " + beginning, StringComparison.Ordinal));

    /// <summary>The one block of code in a language.</summary>
    public static string Block(string language)
    {
        var fence = "```" + language;
        Assert.Single(Lines, fence);
        return string.Join('\n', Lines.SkipWhile(line => line != fence).Skip(1).TakeWhile(line => line != "```"));
    }
}
