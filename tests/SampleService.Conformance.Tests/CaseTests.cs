namespace SampleService.Conformance.Tests;

/// <summary>Replays the usual cases against one process.</summary>
public sealed class UsualCaseTests(UsualProcess service) : IClassFixture<UsualProcess>
{
    [Theory(DisplayName = "Case")]
    [MemberData(nameof(Suites.Usual), MemberType = typeof(Suites))]
    public Task Case_OneProcess_IsAnsweredAsExpected(string path) => service.CheckAsync(path);
}

/// <summary>Replays the special cases against one process.</summary>
public sealed class SpecialCaseTests(SpecialProcess service) : IClassFixture<SpecialProcess>
{
    [Theory(DisplayName = "Case")]
    [MemberData(nameof(Suites.Special), MemberType = typeof(Suites))]
    public Task Case_OneProcess_IsAnsweredAsExpected(string path) => service.CheckAsync(path);
}

/// <summary>Replays the usual cases against one strict process: what does not rest on leniency is the same.</summary>
public sealed class StrictCaseTests(StrictProcess service) : IClassFixture<StrictProcess>
{
    [Theory(DisplayName = "Strict case")]
    [MemberData(nameof(Suites.Usual), MemberType = typeof(Suites))]
    public Task Case_StrictProcess_IsAnsweredAsExpectedUnlessItRestsOnLeniency(string path) => service.CheckAsync(path);
}

/// <summary>Replays the usual cases against a cluster.</summary>
public sealed class UsualClusterCaseTests(UsualCluster service) : IClassFixture<UsualCluster>
{
    [PostgresTheory(DisplayName = "Cluster case")]
    [MemberData(nameof(Suites.Usual), MemberType = typeof(Suites))]
    public Task Case_Cluster_IsAnsweredAsExpected(string path) => service.CheckAsync(path);
}

/// <summary>Replays the special cases against a cluster.</summary>
public sealed class SpecialClusterCaseTests(SpecialCluster service) : IClassFixture<SpecialCluster>
{
    [PostgresTheory(DisplayName = "Cluster case")]
    [MemberData(nameof(Suites.Special), MemberType = typeof(Suites))]
    public Task Case_Cluster_IsAnsweredAsExpected(string path) => service.CheckAsync(path);
}
