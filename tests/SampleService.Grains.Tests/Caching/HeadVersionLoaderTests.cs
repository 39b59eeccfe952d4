using SampleService.Domain;

namespace SampleService.Grains.Tests;

/// <summary>Concurrent confirmations share queries, and none is answered by one that was sent before it came.</summary>
public sealed class HeadVersionLoaderTests(GrainFixture processes) : IClassFixture<GrainFixture>
{
    private readonly GrainHost _host = processes.Begin();

    [Fact]
    public async Task Find_50AtOnce_TakesThreeQueries()
    {
        var ids = new List<SampleId>();
        for (var i = 0; i < 50; i++)
            ids.Add(await _host.NewSample());
        _host.Samples.Confirmations.Close();
        var loader = new HeadVersionLoader(_host.Samples);
        var found = ids.ConvertAll(id => loader.FindAsync(id, CancellationToken.None));
        _host.Samples.Confirmations.Open();
        Assert.Equal(ids, (await Task.WhenAll(found)).Select(version => version!.Value.Id));
        // Two were under way when the others came, which then went together.
        Assert.Equal(3, _host.Samples.Reads.Confirmations);
    }

    [Fact]
    public async Task Find_WhileQueriesAreUnderWay_JoinsNoneOfThem()
    {
        var id = await _host.NewSample();
        _host.Samples.Confirmations.Close();
        var loader = new HeadVersionLoader(_host.Samples);
        var early = new[] { loader.FindAsync(id, CancellationToken.None), loader.FindAsync(id, CancellationToken.None) };
        var late = loader.FindAsync(id, CancellationToken.None);
        Assert.Equal(2, _host.Samples.Reads.Confirmations);
        _host.Samples.Confirmations.Open();
        await Task.WhenAll(early);
        Assert.Equal(1, (await late)!.Value.Head);
        Assert.Equal(3, _host.Samples.Reads.Confirmations);
        Assert.Null(await loader.FindAsync(SampleId.New(TimeProvider.System), CancellationToken.None));
    }
}
