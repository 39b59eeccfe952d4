using System.Reflection;
using System.Xml.Linq;

namespace SampleService.Architecture.Tests;

/// <summary>The tree of files this test run was built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!);

    public static IEnumerable<string> SourceFiles => Directory
        .EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !IsOutput(file));

    /// <summary>The projects below src, by name without the prefix, each with the projects it refers to.</summary>
    public static IReadOnlyDictionary<string, IReadOnlySet<string>> Projects { get; } = Directory
        .EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
        .ToDictionary(ShortName, ReferencesOf);

    public static IReadOnlySet<string> PackagesOf(string project) => XDocument
        .Load(Path.Combine(Root, "src", $"SampleService.{project}", $"SampleService.{project}.csproj"))
        .Descendants("PackageReference")
        .Select(e => e.Attribute("Include")!.Value)
        .ToHashSet();

    private static IReadOnlySet<string> ReferencesOf(string file)
    {
        var project = XDocument.Load(file);
        var references = project.Descendants("ProjectReference").Select(e => ShortName(e.Attribute("Include")!.Value)).ToHashSet();
        if (project.Descendants("UsesActors").Any(e => e.Value == "true"))
            references.Add("Actors");
        return references;
    }

    private static string ShortName(string file) => Path.GetFileNameWithoutExtension(file)["SampleService.".Length..];

    private static bool IsOutput(string file)
    {
        var parts = Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar);
        return parts.Contains("bin") || parts.Contains("obj");
    }
}
