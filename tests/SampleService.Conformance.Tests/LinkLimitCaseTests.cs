namespace SampleService.Conformance.Tests;

/// <summary>Replays the cases in <c>cases_limit5</c>.</summary>
public sealed class LinkLimitCaseTests(LinkLimitCaseFixture fixture) : IClassFixture<LinkLimitCaseFixture>
{
    public static TheoryData<string> Cases => Suites.Rows(Suites.LinkLimit);

    [Theory(DisplayName = "Case")]
    [MemberData(nameof(Cases))]
    public Task Case_Replayed_IsAnsweredAsExpected(string path) => fixture.CheckAsync(path);
}
