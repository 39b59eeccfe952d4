using System.Text.RegularExpressions;

namespace SampleService.Architecture.Tests;

/// <summary>What every source file keeps to.</summary>
public partial class SourceTests
{
    private const int LongestFile = 400;

    [Fact]
    public void Files_can_be_read_in_one_sitting() => Assert.Empty(
        Repository.SourceFiles.Where(file => File.ReadLines(file).Count() > LongestFile));

    [Fact]
    public void File_has_at_most_one_public_type() => Assert.Empty(
        Repository.SourceFiles.Where(file => PublicType().Count(File.ReadAllText(file)) > 1));

    [Fact]
    public void Exceptions_are_not_swallowed() => Assert.Empty(
        Repository.SourceFiles.Where(file => EmptyCatch().IsMatch(File.ReadAllText(file))));

    [Fact]
    public void Grain_code_has_no_conditional_compilation() => Assert.Empty(
        Repository.SourceFiles
            .Where(file => file.Contains("SampleService.Grains") || file.Contains("SampleService.Grains.Abstractions"))
            .Where(file => File.ReadLines(file).Any(line => line.TrimStart().StartsWith("#if"))));

    [Fact]
    public void Grain_code_comes_back_to_its_activation() => Assert.Empty(
        Repository.SourceFiles
            .Where(file => file.Contains("SampleService.Grains"))
            .Where(file => File.ReadAllText(file).Contains("ConfigureAwait(false)")));

    [Fact]
    public void Event_of_the_log_has_a_number_of_its_own()
    {
        var numbers = Repository.SourceFiles
            .SelectMany(file => EventNumber().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(numbers);
        Assert.Empty(numbers.GroupBy(number => number).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    [GeneratedRegex(@"(?:\[LoggerMessage|new EventId|EventId \w+ = new)\(\s*(\d+)")]
    private static partial Regex EventNumber();

    [GeneratedRegex(@"^public (?:sealed |abstract |static |readonly |partial |ref )*(?:class|record|struct|interface|enum|delegate) ", RegexOptions.Multiline)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"catch\s*(\([^)]*\))?\s*(when\s*\([^)]*\))?\s*\{\s*\}")]
    private static partial Regex EmptyCatch();
}
