using System.Text.RegularExpressions;

namespace SampleService.Architecture.Tests;

/// <summary>What the service warns of is explained where operators look.</summary>
public partial class OperationsTests
{
    [Fact]
    public void LogEvent_WarningOrAbove_IsDocumented()
    {
        var documented = Documented().ToHashSet();
        var logged = Repository.SourceFiles.SelectMany(file => Warning().Matches(File.ReadAllText(file))).Select(match => int.Parse(match.Groups[1].Value)).ToArray();
        Assert.Contains(1002, logged);
        Assert.Empty(logged.Where(id => !documented.Contains(id)));
        Assert.Empty(logged.GroupBy(id => id).Where(uses => uses.Count() > 1).Select(uses => uses.Key));
    }

    private static IEnumerable<int> Documented()
    {
        var rows = File.ReadLines(Path.Combine(Repository.Root, "docs", "operations.md"))
            .Select(line => line.Split('|')).Where(cells => cells.Length > 3 && Level().IsMatch(cells[2]));
        foreach (var row in rows)
            foreach (Match ids in Ids().Matches(row[1]))
                for (var id = int.Parse(ids.Groups[1].Value); id <= int.Parse(ids.Groups[ids.Groups[2].Success ? 2 : 1].Value); id++)
                    yield return id;
    }

    [GeneratedRegex(@"LoggerMessage\(\s*(\d+),\s*LogLevel\.(?:Warning|Error|Critical)")]
    private static partial Regex Warning();

    [GeneratedRegex("Information|Warning|Error|Critical")]
    private static partial Regex Level();

    [GeneratedRegex(@"(\d{4})(?: to (\d{4}))?")]
    private static partial Regex Ids();
}
