using Orleans.Core.Internal;
using SampleService.Domain;
using SampleService.Grains.Abstractions;

namespace SampleService.Grains.Tests;

/// <summary>The texts that grains hold have a bound.</summary>
public sealed class GrainMemoryTests
{
    private const int Bound = 1500;

    [Fact]
    public void TryReserve_BeyondTheBound_IsRefusedUntilRoomIsGivenBack()
    {
        var memory = new GrainMemory(100);
        Assert.True(memory.TryReserve(60));
        Assert.False(memory.TryReserve(41));
        Assert.Equal(60, memory.Bytes);
        Assert.True(memory.TryReserve(40));
        memory.Release(60);
        Assert.Equal(40, memory.Bytes);
        Assert.True(memory.TryReserve(60));
    }

    [Fact]
    public void TryReserve_ByManyAtOnce_KeepsToTheBound()
    {
        var memory = new GrainMemory(100);
        Parallel.For(0, 10_000, i =>
        {
            if (!memory.TryReserve(1 + (i % 40)))
                return;
            Assert.InRange(memory.Bytes, 1, 100 + (40 * Environment.ProcessorCount * 4));
            memory.Release(1 + (i % 40));
        });
        Assert.Equal(0, memory.Bytes);
    }

    [Fact]
    public async Task GetDocument_BeyondTheBound_IsGivenAndNotHeld()
    {
        await using var host = await GrainHost.StartAsync(new GrainHostOptions { GrainBytes = Bound });
        var memory = host.Service<GrainMemory>();
        var versions = new List<SampleVersionId>();
        for (var i = 0; i < 20; i++)
            versions.Add(new(await host.NewSample(), 1));
        foreach (var version in versions)
        {
            Assert.NotNull(await host.Grains.GetSampleVersion(version).GetDocument());
            Assert.NotNull(await host.Grains.GetSampleNode(version, new NodeId("root")).GetDocument());
            Assert.InRange(memory.Bytes, 1, Bound);
        }

        host.ResetCounts();
        Assert.NotNull(await host.Grains.GetSampleVersion(versions[0]).GetDocument());
        Assert.Equal(0, host.Samples.Reads.Versions);
        Assert.NotNull(await host.Grains.GetSampleVersion(versions[^1]).GetDocument());
        Assert.Equal(1, host.Samples.Reads.Versions);
    }

    [Fact]
    public async Task Deactivation_OfGrainsThatHoldTexts_GivesTheRoomBack()
    {
        await using var host = await GrainHost.StartAsync();
        var memory = host.Service<GrainMemory>();
        var versions = new List<ISampleVersionGrain>();
        for (var i = 0; i < 5; i++)
        {
            versions.Add(host.Grains.GetSampleVersion(new(await host.NewSample(), 1)));
            Assert.NotNull(await versions[^1].GetDocument());
        }

        Assert.NotEqual(0, memory.Bytes);
        foreach (var version in versions)
            await version.AsReference<IGrainManagementExtension>().DeactivateOnIdle();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (memory.Bytes > 0)
            await Task.Delay(10, limit.Token);
        Assert.Equal(0, memory.Bytes);
    }
}
