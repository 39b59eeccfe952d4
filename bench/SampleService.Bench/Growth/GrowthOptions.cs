using SampleService.Storage.Tests.Growth;

namespace SampleService.Bench;

/// <summary>What of growth is measured.</summary>
internal sealed record GrowthOptions
{
    public string? PostgreSql { get; init; }

    public int Rounds { get; init; } = 400;

    public int Samples { get; init; } = GrowthData.Samples;
}
