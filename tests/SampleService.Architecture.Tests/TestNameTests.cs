using System.Text.RegularExpressions;

namespace SampleService.Architecture.Tests;

/// <summary>Tests have names of one style: <c>Method_Condition_Result</c>, in two or three parts.</summary>
public partial class TestNameTests
{
    [Fact]
    public void TestMethod_Name_HasTheOneStyle() => Assert.Empty(
        from test in Tests()
        where !Style().IsMatch(test.Name)
        select $"{test.Project}: {test.Name}");

    [Fact]
    public void TestMethods_OfThisProject_AreFound()
    {
        var names = Tests().Where(test => test.Project == "Architecture.Tests").Select(test => test.Name).ToHashSet();
        Assert.Contains(nameof(TestMethod_Name_HasTheOneStyle), names);
        Assert.Contains("Project_References_AreLayersBelowIt", names);
    }

    [Theory]
    [InlineData("Create_NewSample_IsFound", true)]
    [InlineData("GetSamples_CallsNoGrain", true)]
    [InlineData("Save_100AtOnce_OneWins", true)]
    [InlineData("Create_a_sample", false)]
    [InlineData("CreateNewSample", false)]
    [InlineData("Create_New_Sample_IsFound", false)]
    [InlineData("create_NewSample_IsFound", false)]
    public void Style_OfAName_IsTold(string name, bool isGood) => Assert.Equal(isGood, Style().IsMatch(name));

    private static IEnumerable<(string Project, string Name)> Tests() =>
        from file in Repository.TestFiles
        from Match test in TestMethod().Matches(File.ReadAllText(file.File))
        select (file.Project, test.Groups[1].Value);

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*(?:_[A-Z0-9][A-Za-z0-9]*){1,2}$")]
    private static partial Regex Style();

    /// <summary>From an attribute that makes a test to the method it stands on.</summary>
    [GeneratedRegex(@"^ *\[\w*(?:Fact|Theory)\b(?:.*\n)+? *public (?:async |static )*[\w<>]+ (\w+)\(", RegexOptions.Multiline)]
    private static partial Regex TestMethod();
}
