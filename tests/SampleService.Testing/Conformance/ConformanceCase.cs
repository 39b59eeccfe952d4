using SampleService.Testing.Json;

namespace SampleService.Testing.Conformance;

/// <summary>A case and its golden answers.</summary>
/// <param name="Name">The name the case gives itself.</param>
/// <param name="Steps">What is done, in order.</param>
/// <param name="Answers">Golden answers by the number of their step.</param>
public sealed record ConformanceCase(string Name, IReadOnlyList<JsonMap> Steps, JsonMap Answers)
{
    private const string GoldenSuffix = ".golden.json";

    /// <summary>Reads a case and the golden answers beside it.</summary>
    public static ConformanceCase Read(string path)
    {
        var golden = Path.ChangeExtension(path, null) + GoldenSuffix;
        return Parse(File.ReadAllText(path), File.ReadAllText(golden));
    }

    public static ConformanceCase Parse(string caseText, string goldenText)
    {
        var document = JsonText.ParseMap(caseText);
        return new ConformanceCase(
            document.RequiredText("name"),
            [.. document.List("steps").Cast<JsonMap>()],
            JsonText.ParseMap(goldenText).Map("answers") ?? throw new FormatException("no golden answers"));
    }

    /// <summary>The cases under a folder: paths relative to it, without extension, with slashes, sorted.</summary>
    public static IReadOnlyList<string> Find(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
            .Where(f => !f.EndsWith(GoldenSuffix, StringComparison.Ordinal))
            .Select(f => Path.ChangeExtension(Path.GetRelativePath(folder, f), null).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];
}
