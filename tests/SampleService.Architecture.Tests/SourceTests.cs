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

    /// <summary>A reader of the code has the documents of the repository and no others.</summary>
    [Fact]
    public void Comment_DocumentThatIsNamed_IsThere() => Assert.Empty(
        from file in Repository.SourceFiles.Concat(Repository.TestFiles.Select(test => test.File))
        from Match name in DocumentName().Matches(File.ReadAllText(file))
        where !File.Exists(Path.Combine(Repository.Root, name.Value))
        select $"{Path.GetFileName(file)}: {name.Value}");

    [Fact]
    public void Comment_SectionOfAContract_IsNotNamed() => Assert.Empty(
        from file in Repository.SourceFiles.Concat(Repository.TestFiles.Select(test => test.File))
        from Match section in ContractSection().Matches(File.ReadAllText(file))
        select $"{Path.GetFileName(file)}: {section.Value}");

    /// <summary>Those of the subjects, and the base classes beside them.</summary>
    private static bool IsOfGrainClass(string file) => GrainFolder().IsMatch(file.Replace('\\', '/')) || file.EndsWith("Grain.cs");

    [GeneratedRegex("/SampleService.Grains/(?:Samples|Links|Sessions)/")]
    private static partial Regex GrainFolder();

    [GeneratedRegex(@"\b(?:docs|db)/[A-Za-z0-9_/-]+\.md\b")]
    private static partial Regex DocumentName();

    [GeneratedRegex(@"(?i)\bsections? [0-9]+(?:\.[0-9]+)?")]
    private static partial Regex ContractSection();

    [GeneratedRegex(@"(?:\[LoggerMessage|new EventId|EventId \w+ = new)\(\s*(\d+)")]
    private static partial Regex EventNumber();

    [GeneratedRegex(@"catch\s*(\([^)]*\))?\s*(when\s*\([^)]*\))?\s*\{\s*\}")]
    private static partial Regex EmptyCatch();
}
