using System.Reflection;
using System.Xml.Linq;

namespace SampleService.Architecture.Tests;

/// <summary>Public types say what they mean.</summary>
public class DocumentationTests
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

    private static HashSet<string> SummariesBeside(string assembly)
    {
        var file = Path.ChangeExtension(assembly, ".xml");
        Assert.True(File.Exists(file), $"{file} is missing");
        return XDocument.Load(file).Descendants("member")
            .Where(member => !string.IsNullOrWhiteSpace(member.Element("summary")?.Value))
            .Select(member => member.Attribute("name")!.Value)
            .ToHashSet();
    }
}
