using SampleService.Domain;
using SampleService.Grains.Abstractions;

namespace SampleService.Grains.Tests;

/// <summary>Queries for links are answered from the database, without grains.</summary>
public sealed class LinkQueriesTests(GrainFixture processes) : IClassFixture<GrainFixture>
{
    private readonly GrainHost _host = processes.Begin();

    [Fact]
    public async Task GetByReadableSamples_SomeMissing_NeedsOneThatExistsAndReadAccessToAll()
    {
        var mine = await _host.NewSample();
        var missing = SampleId.New(TimeProvider.System);
        await Link(mine);
        SampleLinksQuery Query(params SampleId[] ids) => new([.. ids.Select(id => new SampleVersionId(id, 1))], null, null);
        async Task<IReadOnlyList<DataLink>> Get(Requester requester, params SampleId[] ids) =>
            await _host.LinkQueries.GetByReadableSamplesAsync(requester, Query(ids), CancellationToken.None);

        Assert.Single(await Get(Make.Alice, missing, mine));
        Assert.Equal(2, (await Get(Make.Alice, mine, mine)).Count);
        var none = await Make.FailsWith(ErrorKind.NoSuchSample, () => Get(Make.Alice, missing, missing));
        Assert.Equal($"Could not complete search for samples: ['{missing}', '{missing}']", none.Detail);
        var many = await Make.FailsWith(ErrorKind.NoSuchSample, () => Get(Make.Alice, [.. Enumerable.Repeat(missing, 5000)]));
        var list = "[" + string.Join(", ", Enumerable.Repeat($"'{missing}'", 26));
        Assert.Equal($"Could not complete search for samples: {list[..1000]}...", many.Detail);
        await Make.FailsWith(ErrorKind.Unauthorized, () => Get(Make.Anonymous, mine));
    }

    [Fact]
    public async Task GetBySamples_NoReadableWorkspace_GivesNone()
    {
        var mine = await _host.NewSample();
        await Link(mine);
        Assert.Empty(await _host.LinkQueries.GetBySamplesAsync(
            new SampleLinksQuery([new SampleVersionId(mine, 1)], null, new HashSet<WorkspaceId>()), CancellationToken.None));
    }

    [Fact]
    public async Task Find_LinkOfAUnit_IsFoundEachWay()
    {
        var mine = await _host.NewSample();
        var link = await Link(mine);
        _host.ResetCounts();
        Assert.Equal(link, await _host.LinkQueries.FindAsync(link.Id, CancellationToken.None));
        Assert.Null(await _host.LinkQueries.FindAsync(LinkId.New(), CancellationToken.None));
        Assert.Equal([link], await _host.LinkQueries.GetByObjectAsync(link.Unit.Upa, null, CancellationToken.None));
        Assert.Empty(await _host.LinkQueries.GetByObjectAsync(link.Unit.Upa, link.Created.Plus(-1), CancellationToken.None));
        Assert.NotNull(await _host.LinkQueries.FindLinkedSampleAsync(link.Unit.Upa, mine, CancellationToken.None));
        Assert.Null(await _host.LinkQueries.FindLinkedSampleAsync(
            link.Unit.Upa, SampleId.New(TimeProvider.System), CancellationToken.None));
        Assert.Equal(0, _host.GrainCalls);
    }

    private Task<DataLink> Link(SampleId sample)
    {
        var unit = Make.NewUnit();
        return _host.Grains.GetDataLink(unit).Create(Make.Link(Make.Alice, sample, unit));
    }
}
