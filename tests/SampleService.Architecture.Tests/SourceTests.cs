using System.Text.RegularExpressions;

namespace SampleService.Architecture.Tests;

/// <summary>What every source file keeps to.</summary>
public partial class SourceTests
{
    private const int MaxLines = 400;

    [Fact]
    public void File_Length_IsReadInOneSitting() => Assert.Empty(
        Repository.SourceFiles.Where(file => File.ReadLines(file).Count() > MaxLines));

    [Fact]
    public void File_Catch_IsNotEmpty() => Assert.Empty(
        Repository.SourceFiles.Where(file => EmptyCatch().IsMatch(File.ReadAllText(file))));

    [Fact]
    public void GrainFile_ConditionalCompilation_IsAbsent() => Assert.Empty(
        Repository.SourceFiles
            .Where(file => file.Contains("SampleService.Grains"))
            .Where(file => File.ReadLines(file).Any(line => line.TrimStart().StartsWith("#if"))));

    /// <summary>What grains call may go on wherever it likes; a grain itself comes back to its activation.</summary>
    [Fact]
    public void GrainClass_ConfigureAwaitFalse_IsAbsent()
    {
        var files = Repository.SourceFiles.Where(IsOfGrainClass).ToArray();
        Assert.NotEmpty(files);
        Assert.Empty(files.Where(file => File.ReadAllText(file).Contains("ConfigureAwait(false)")));
    }

    [Fact]
    public void LogEvent_Number_IsItsOwn()
    {
        var numbers = Repository.SourceFiles
            .SelectMany(file => EventNumber().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(numbers);
        Assert.Empty(numbers.GroupBy(number => number).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    /// <summary>Those of the subjects, and the base classes beside them.</summary>
    private static bool IsOfGrainClass(string file) => GrainFolder().IsMatch(file.Replace('\\', '/')) || file.EndsWith("Grain.cs");

    [GeneratedRegex("/SampleService.Grains/(?:Samples|Links)/")]
    private static partial Regex GrainFolder();

    [GeneratedRegex(@"(?:\[LoggerMessage|new EventId|EventId \w+ = new)\(\s*(\d+)")]
    private static partial Regex EventNumber();

    [GeneratedRegex(@"catch\s*(\([^)]*\))?\s*(when\s*\([^)]*\))?\s*\{\s*\}")]
    private static partial Regex EmptyCatch();
}
