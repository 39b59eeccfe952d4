namespace SampleService.Conformance.Tests;

/// <summary>Replays the cases in <c>cases_serial</c>.</summary>
public sealed class SerialCaseTests(SerialCaseFixture fixture) : IClassFixture<SerialCaseFixture>
{
    public static TheoryData<string> Cases => Suites.Rows(Suites.Serial);

    [Theory(DisplayName = "Case")]
    [MemberData(nameof(Cases))]
    public Task Case_Replayed_IsAnsweredAsExpected(string path) => fixture.CheckAsync(path);
}
