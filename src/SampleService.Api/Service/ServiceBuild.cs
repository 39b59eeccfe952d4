using System.Reflection;

namespace SampleService.Api;

/// <summary>What the program was built from.</summary>
public static class ServiceBuild
{
    private static readonly Assembly Program = typeof(ServiceBuild).Assembly;

    /// <summary>The compiler puts the commit behind a plus sign, where it knows it.</summary>
    private static readonly string[] Parts =
        (Program.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "").Split('+', 2);

    /// <summary>The version.</summary>
    public static string Version => Parts[0];

    /// <summary>The commit; empty where the compiler did not know it.</summary>
    public static string Commit => Parts.ElementAtOrDefault(1) ?? "";

    /// <summary>Where the source is, if whoever built it said so (<c>-p:RepositoryUrl=...</c>); else empty.</summary>
    public static string SourceUrl { get; } =
        Program.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == "RepositoryUrl")?.Value ?? "";
}
