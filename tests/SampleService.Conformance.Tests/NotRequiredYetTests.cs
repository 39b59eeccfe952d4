namespace SampleService.Conformance.Tests;

/// <summary>Holds the lists against the files, so that a renamed case does not stay excused.</summary>
public sealed class NotRequiredYetTests
{
    [Fact]
    public void Reasons_EveryPath_NamesACase() => Assert.Empty(NotRequiredYet.Reasons.Keys.Concat(LenientCases.Reasons.Keys).Except(Suites.All));

    [Fact]
    public void Reasons_EveryPath_SaysWhy() =>
        Assert.All(NotRequiredYet.Reasons.Values.Concat(LenientCases.Reasons.Values), reason => Assert.False(string.IsNullOrWhiteSpace(reason)));
}
