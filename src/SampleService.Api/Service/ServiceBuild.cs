using System.Reflection;

namespace SampleService.Api;

/// <summary>What was built: the version of the program and its source.</summary>
public static class ServiceBuild
{
    private static readonly Assembly Program = typeof(ServiceBuild).Assembly;

    static ServiceBuild()
    {
        // The compiler puts the commit behind a plus sign, where it knows it.
        var text = Program.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        (Version, Commit) = plus < 0 ? (text, "") : (text[..plus], text[(plus + 1)..]);
    }

    /// <summary>The version, such as <c>1.2.3</c>.</summary>
    public static string Version { get; }

    /// <summary>The commit of the source; empty if it was not known.</summary>
    public static string Commit { get; }

    /// <summary>Both, for people: <c>0.1.0 (commit 0badcafe)</c>.</summary>
    public static string Text => Commit.Length == 0 ? Version : $"{Version} (commit {Commit})";

    /// <summary>Where the source is, if whoever built it said so (<c>-p:RepositoryUrl=...</c>); else empty.</summary>
    public static string SourceUrl { get; } =
        Program.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == "RepositoryUrl")?.Value ?? "";
}
