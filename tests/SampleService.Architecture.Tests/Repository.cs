using System.Reflection;
using System.Xml.Linq;

namespace SampleService.Architecture.Tests;

/// <summary>The tree of files this test run was built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!);

    public static IEnumerable<string> SourceFiles => FilesOf("src");

    /// <summary>The source files of the test projects, each with the name of its project without the prefix.</summary>
    public static IEnumerable<(string Project, string File)> TestFiles => FilesOf("tests").Select(file => (
        Path.GetRelativePath(Path.Combine(Root, "tests"), file).Split(Path.DirectorySeparatorChar)[0]["SampleService.".Length..], file));

    /// <summary>The projects below src, by name without the prefix, each with the projects it refers to.</summary>
    public static IReadOnlyDictionary<string, IReadOnlySet<string>> Projects { get; } = Directory
        .EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
        .ToDictionary(ShortName, ReferencesOf);

    public static IReadOnlySet<string> PackagesOf(string project) => XDocument
        .Load(Path.Combine(Root, "src", $"SampleService.{project}", $"SampleService.{project}.csproj"))
        .Descendants("PackageReference")
        .Select(e => e.Attribute("Include")!.Value)
        .ToHashSet();

    private static IReadOnlySet<string> ReferencesOf(string file) => XDocument
        .Load(file)
        .Descendants("ProjectReference")
        .Select(e => ShortName(e.Attribute("Include")!.Value))
        .ToHashSet();

    private static IEnumerable<string> FilesOf(string folder) => Directory
        .EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        .Where(file => !IsOutput(file));

    private static string ShortName(string file) => Path.GetFileNameWithoutExtension(file)["SampleService.".Length..];

    private static bool IsOutput(string file)
    {
        var parts = Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar);
        return parts.Contains("bin") || parts.Contains("obj");
    }
}
