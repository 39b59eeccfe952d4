namespace SampleService.Conformance.Tests;

/// <summary>Holds the list against the files, so that a renamed case does not stay excused.</summary>
public sealed class LenientCasesTests
{
    [Fact]
    public void Reasons_EveryPath_NamesACase() => Assert.Empty(LenientCases.Reasons.Keys.Except(Suites.All));

    [Fact]
    public void Reasons_EveryPath_SaysWhy() =>
        Assert.All(LenientCases.Reasons.Values, reason => Assert.False(string.IsNullOrWhiteSpace(reason)));
}
