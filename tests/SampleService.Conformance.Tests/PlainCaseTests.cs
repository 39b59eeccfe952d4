namespace SampleService.Conformance.Tests;

/// <summary>Replays the cases in <c>cases</c>.</summary>
public sealed class PlainCaseTests(PlainCaseFixture fixture) : IClassFixture<PlainCaseFixture>
{
    public static TheoryData<string> Cases => Suites.Rows(Suites.Plain);

    [Theory(DisplayName = "Case")]
    [MemberData(nameof(Cases))]
    public Task Case_Replayed_IsAnsweredAsExpected(string path) => fixture.CheckAsync(path);
}
