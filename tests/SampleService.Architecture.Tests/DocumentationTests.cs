using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SampleService.Architecture.Tests;

/// <summary>Public types say what they mean, and documents lead to each other.</summary>
public partial class DocumentationTests
{
    [Fact]
    public void PublicType_Summary_IsThere() => Assert.Empty(
        from file in Directory.EnumerateFiles(AppContext.BaseDirectory, "SampleService.*.dll")
        where !file.EndsWith(".Tests.dll", StringComparison.Ordinal)
        let documented = SummariesBeside(file)
        from type in Assembly.LoadFrom(file).GetExportedTypes()
        where !type.IsNested && type.Namespace?.StartsWith("OrleansCodeGen.", StringComparison.Ordinal) != true
        where !documented.Contains($"T:{type.FullName}")
        select type.FullName);

    [Fact]
    public void Document_Links_LeadToFiles() => Assert.Empty(
        from document in Documents()
        from Match link in Link().Matches(File.ReadAllText(document))
        let target = Path.Combine(Path.GetDirectoryName(document)!, link.Groups[1].Value)
        where !File.Exists(target) && !Directory.Exists(target)
        select $"{Path.GetFileName(document)}: {link.Value}");

    [Fact]
    public void Document_LinksToHeadings_LeadToOne() => Assert.Empty(
        from document in Documents()
        from Match link in LinkToHeading().Matches(File.ReadAllText(document))
        let file = link.Groups["file"].Value
        let target = file.Length == 0 ? document : Path.Combine(Path.GetDirectoryName(document)!, file)
        where !AnchorsOf(target).Contains(link.Groups["anchor"].Value)
        select $"{Path.GetFileName(document)}: {link.Value}");

    private static IEnumerable<string> Documents() => Directory.EnumerateFiles(Repository.Root, "*.md").Concat(
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories));

    /// <summary>As sites that show Markdown make them of headings.</summary>
    private static HashSet<string> AnchorsOf(string document) =>
        [.. from line in File.ReadLines(document) where line.StartsWith('#') select Unnamed().Replace(line.TrimStart('#', ' ').ToLowerInvariant(), "").Replace(' ', '-')];

    private static HashSet<string> SummariesBeside(string assembly)
    {
        var file = Path.ChangeExtension(assembly, ".xml");
        Assert.True(File.Exists(file), $"{file} is missing");
        return XDocument.Load(file).Descendants("member")
            .Where(member => !string.IsNullOrWhiteSpace(member.Element("summary")?.Value))
            .Select(member => member.Attribute("name")!.Value)
            .ToHashSet();
    }

    /// <summary>To a place in this repository; other sites are not asked.</summary>
    [GeneratedRegex(@"\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\]\((?!https?:)(?<file>[^)#\s]+\.md)?#(?<anchor>[^)\s]+)\)")]
    private static partial Regex LinkToHeading();

    /// <summary>What is left out of an anchor.</summary>
    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Unnamed();
}
