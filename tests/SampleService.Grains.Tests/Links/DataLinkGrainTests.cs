using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains.Tests;

/// <summary>Links: one active a data unit, limits, rights, whoever calls from wherever.</summary>
public sealed class DataLinkGrainTests(DataLinkGrainTests.Fixture processes) : IClassFixture<DataLinkGrainTests.Fixture>
{
    private const int Limit = 5;

    private readonly GrainHost _host = processes.Begin();

    [Theory]
    [InlineData("")]
    [InlineData("column1")]
    public async Task Create_ConcurrentlyFromOneUnitInTwoProcesses_OneIsMade(string dataId)
    {
        var id = await _host.NewSample();
        var unit = Make.NewUnit(dataId);
        var other = await processes.ElsewhereAsync();
        var links = Enumerable.Range(0, 40)
            .Select(i => Task.Run(() => (i % 2 == 0 ? _host : other).Grains.GetDataLink(unit).Create(Make.Link(Make.Alice, id, unit))))
            .ToArray();
        await Task.WhenAll(links.Select(link => link.ContinueWith(_ => { }, TaskScheduler.Default)));

        var made = await Assert.Single(links, link => link.IsCompletedSuccessfully);
        Assert.All(links.Where(link => link.IsFaulted), link => Assert.Equal(
            $"Sample service error code 60000 Data link exists for data ID: {unit}", link.Exception!.InnerException!.Message));
        Assert.Equal(made, await _host.Grains.GetDataLink(unit).GetActive());
    }

    [Fact]
    public async Task Create_ConcurrentlyInTwoProcesses_KeepsToTheLimit()
    {
        var id = await _host.NewSample();
        var other = await processes.ElsewhereAsync();
        var whole = Make.NewUnit();
        var links = Enumerable.Range(0, 40)
            .Select(i => whole with { DataId = $"d{i}" })
            .Select((unit, i) => Task.Run(() => (i % 2 == 0 ? _host : other).Grains.GetDataLink(unit).Create(Make.Link(Make.Alice, id, unit))))
            .ToArray();
        await Task.WhenAll(links.Select(link => link.ContinueWith(_ => { }, TaskScheduler.Default)));

        Assert.Equal(Limit, links.Count(link => link.IsCompletedSuccessfully));
        Assert.All(links.Where(link => link.IsFaulted), link => Assert.Equal(
            $"Sample service error code 60010 Too many data links: More than {Limit} links from workspace object {whole.Upa}",
            link.Exception!.InnerException!.Message));
    }

    [Fact]
    public async Task Create_ConcurrentReplacements_LeaveOneActiveAndNoOverlap()
    {
        var id = await _host.NewSample("root", "other");
        var unit = Make.NewUnit("d");
        var other = await processes.ElsewhereAsync();
        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Task.Run(() =>
            (i % 2 == 0 ? _host : other).Grains.GetDataLink(unit).Create(
                Make.Link(Make.Alice, id, unit, node: i % 3 == 0 ? "root" : "other", update: true)))));

        var active = await _host.Links.FindByObjectAsync(unit.Upa, null, CancellationToken.None);
        var last = Assert.Single(active);
        for (var moment = last.Created; moment.Milliseconds > last.Created.Milliseconds - 5; moment = moment.Plus(-1))
            Assert.True((await _host.Links.FindByObjectAsync(unit.Upa, moment, CancellationToken.None)).Count <= 1);
    }

    [Fact]
    public async Task Create_SameLinkWithUpdate_ChangesNothing()
    {
        var id = await _host.NewSample();
        var unit = Make.NewUnit("d");
        var first = await _host.Grains.GetDataLink(unit).Create(Make.Link(Make.Alice, id, unit));
        Assert.Equal(first, await _host.Grains.GetDataLink(unit).Create(Make.Link(Make.Alice, id, unit, update: true)));
    }

    [Fact]
    public async Task Create_MissingVersionOrNode_SaysWhich()
    {
        var id = await _host.NewSample();
        var unit = Make.NewUnit("d");
        var version = await Make.FailsWith(ErrorKind.NoSuchSampleVersion,
            () => _host.Grains.GetDataLink(unit).Create(Make.Link(Make.Alice, id, unit, version: 2)));
        Assert.Equal($"{id} ver 2", version.Detail);
        var node = await Make.FailsWith(ErrorKind.NoSuchSampleNode,
            () => _host.Grains.GetDataLink(unit).Create(Make.Link(Make.Alice, id, unit, node: "nowhere")));
        Assert.Equal($"{id} ver 1 nowhere", node.Detail);
    }

    [Fact]
    public async Task Create_RightTakenElsewhere_IsRefused()
    {
        var id = await _host.NewSample();
        var unit = Make.NewUnit("d");
        await _host.Grains.GetSample(id).ChangeAcls(Make.Acls(Make.Alice, admin: ["bob"]));
        await _host.Grains.GetSample(id).Authorize(Make.Bob, AccessLevel.Admin);
        // Another process takes the right away; this one's memory is older than that.
        var other = await processes.ElsewhereAsync();
        await other.Grains.GetSample(id).ChangeAcls(Make.Acls(Make.Alice, remove: ["bob"]));
        var failure = await Make.FailsWith(ErrorKind.Unauthorized,
            () => _host.Grains.GetDataLink(unit).Create(Make.Link(Make.Bob, id, unit)));
        Assert.Equal($"User bob cannot administrate sample {id}", failure.Detail);
        Assert.Null(await _host.Grains.GetDataLink(unit).GetActive());
    }

    [Fact]
    public async Task Expire_Twice_FindsNoneTheSecondTime()
    {
        var id = await _host.NewSample();
        var unit = Make.NewUnit("d");
        var link = await _host.Grains.GetDataLink(unit).Create(Make.Link(Make.Alice, id, unit));
        var ended = await _host.Grains.GetDataLink(unit).Expire(Make.End(Make.Alice, link));
        Assert.Equal(link.Id, ended.Id);
        Assert.NotNull(ended.Expired);
        var failure = await Make.FailsWith(ErrorKind.NoSuchDataLink, () => _host.Grains.GetDataLink(unit).Expire(Make.End(Make.Alice, link)));
        Assert.Equal(link.Id.ToString(), failure.Detail);
    }

    [Fact]
    public async Task Expire_Repeated_IsAnsweredAsBeforeAndLeavesTheSuccessor()
    {
        var id = await _host.NewSample();
        var unit = Make.NewUnit("d");
        var grain = _host.Grains.GetDataLink(unit);
        var ending = Make.End(Make.Alice, await grain.Create(Make.Link(Make.Alice, id, unit)));
        var ended = await grain.Expire(ending);
        var since = await grain.Create(Make.Link(Make.Alice, id, unit));

        Assert.Equal(ended, await grain.Expire(ending));
        Assert.Equal(since, await grain.GetActive());
    }

    [Fact]
    public async Task Expire_Concurrently_OneSucceeds()
    {
        var id = await _host.NewSample();
        var unit = Make.NewUnit("d");
        var link = await _host.Grains.GetDataLink(unit).Create(Make.Link(Make.Alice, id, unit));
        var other = await processes.ElsewhereAsync();
        var endings = Enumerable.Range(0, 20)
            .Select(i => Task.Run(() => (i % 2 == 0 ? _host : other).Grains.GetDataLink(unit).Expire(Make.End(Make.Alice, link))))
            .ToArray();
        await Task.WhenAll(endings.Select(ending => ending.ContinueWith(_ => { }, TaskScheduler.Default)));
        Assert.Equal(1, endings.Count(ending => ending.IsCompletedSuccessfully));
        Assert.All(endings.Where(ending => ending.IsFaulted), ending => Assert.Equal(
            ErrorKind.NoSuchDataLink, ((ServiceException)ending.Exception!.InnerException!).Kind));
    }

    [Fact]
    public async Task Expire_WhileReplacedElsewhere_LeavesAtMostOneAndCountsRight()
    {
        var id = await _host.NewSample("root", "other");
        var unit = Make.NewUnit("d");
        var elsewhere = await processes.ElsewhereAsync();
        for (var round = 0; round < 10; round++)
        {
            var link = await _host.Grains.GetDataLink(unit).Create(Make.Link(Make.Alice, id, unit, update: true));
            var replacement = _host.Grains.GetDataLink(unit).Create(Make.Link(Make.Alice, id, unit, node: "other", update: true));
            var ending = elsewhere.Grains.GetDataLink(unit).Expire(Make.End(Make.Alice, link));
            await replacement;
            if (await Record.ExceptionAsync(() => ending) is { } refusal)
                Assert.Equal(ErrorKind.NoSuchDataLink, Assert.IsType<ServiceException>(refusal).Kind);
            Assert.True((await _host.Links.FindByObjectAsync(unit.Upa, null, CancellationToken.None)).Count <= 1);
        }

        // Had a counter lost step, the limit would be met too early or too late.
        var active = (await _host.Links.FindByObjectAsync(unit.Upa, null, CancellationToken.None)).Count;
        for (var i = active; i < Limit; i++)
            await Create(unit with { DataId = $"more{i}" });
        await Make.FailsWith(ErrorKind.TooManyDataLinks, () => Create(unit with { DataId = "last" }));

        Task<DataLink> Create(DataUnit more) => _host.Grains.GetDataLink(more).Create(Make.Link(Make.Alice, id, more));
    }

    [Theory]
    [InlineData("")]
    [InlineData("part")]
    [InlineData("part:with:colons/and/slashes")]
    public void ParseUnit_KeyOfAUnit_GivesTheUnit(string dataId) =>
        Assert.Equal(Make.Unit(dataId), GrainKeys.ParseUnit(GrainKeys.Of(Make.Unit(dataId))));

    public sealed class Fixture : GrainFixture
    {
        private protected override GrainHostOptions Options => new() { Links = new LinkLimits(Limit, Limit) };
    }
}
