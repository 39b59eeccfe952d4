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
            .Where(file => file.Contains("SampleService.Grains") || file.Contains("SampleService.Contracts"))
            .Where(file => File.ReadLines(file).Any(line => line.TrimStart().StartsWith("#if"))));

    [Fact]
    public void Grain_code_comes_back_to_its_activation() => Assert.Empty(
        Repository.SourceFiles
            .Where(file => file.Contains("SampleService.Grains"))
            .Where(file => File.ReadAllText(file).Contains("ConfigureAwait(false)")));

    [GeneratedRegex(@"^public (?:sealed |abstract |static |readonly |partial |ref )*(?:class|record|struct|interface|enum|delegate) ", RegexOptions.Multiline)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"catch\s*(\([^)]*\))?\s*(when\s*\([^)]*\))?\s*\{\s*\}")]
    private static partial Regex EmptyCatch();
}
