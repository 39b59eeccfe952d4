using SampleService.Storage.Tests.Growth;

namespace SampleService.Bench;

/// <summary>What of growth is measured.</summary>
/// <param name="PostgreSql">A server on which databases may be made; null for SQLite alone.</param>
/// <param name="Rounds">How often each operation is measured.</param>
/// <param name="Samples">Those of the grown database.</param>
internal sealed record GrowthOptions(string? PostgreSql, int Rounds, int Samples)
{
    public static GrowthOptions Of(BenchOptions given) =>
        new(given.PostgreSql, given.Rounds ?? 400, given.Samples ?? GrowthData.Samples);
}
