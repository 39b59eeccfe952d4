using SampleService.Grains.Abstractions;
using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Grains.Tests;

/// <summary>Links: one active a data unit, limits, rights, whoever calls from wherever.</summary>
public sealed class DataLinkGrainTests : IAsyncLifetime
{
    private const int Limit = 5;

    private readonly GrainHost _host = GrainHost.Start(new LinkLimits(Limit, Limit));

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData("column1")]
    public async Task Of_concurrent_links_from_one_unit_through_two_processes_one_is_made(string dataId)
    {
        var id = await _host.NewSample();
        var unit = Make.Unit(dataId);
        await using var other = _host.Another();
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
    public async Task Limit_is_never_exceeded_by_concurrent_callers_of_two_processes()
    {
        var id = await _host.NewSample();
        await using var other = _host.Another();
        var links = Enumerable.Range(0, 40)
            .Select(i => Task.Run(() =>
                (i % 2 == 0 ? _host : other).Grains.GetDataLink(Make.Unit($"d{i}")).Create(Make.Link(Make.Alice, id, Make.Unit($"d{i}")))))
            .ToArray();
        await Task.WhenAll(links.Select(link => link.ContinueWith(_ => { }, TaskScheduler.Default)));

        Assert.Equal(Limit, links.Count(link => link.IsCompletedSuccessfully));
        Assert.All(links.Where(link => link.IsFaulted), link => Assert.Equal(
            $"Sample service error code 60010 Too many data links: More than {Limit} links from workspace object 1/1/1",
            link.Exception!.InnerException!.Message));
    }

    [Fact]
    public async Task Concurrent_replacements_leave_one_active_link_and_a_history_without_overlap()
    {
        var id = await _host.NewSample("root", "other");
        var unit = Make.Unit("d");
        await using var other = _host.Another();
        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Task.Run(() =>
            (i % 2 == 0 ? _host : other).Grains.GetDataLink(unit).Create(
                Make.Link(Make.Alice, id, unit, node: i % 3 == 0 ? "root" : "other", update: true)))));

        var active = await _host.Links.FindByObjectAsync(unit.Upa, null, CancellationToken.None);
        var last = Assert.Single(active);
        for (var moment = last.Created; moment.Milliseconds > last.Created.Milliseconds - 5; moment = moment.Plus(-1))
            Assert.True((await _host.Links.FindByObjectAsync(unit.Upa, moment, CancellationToken.None)).Count <= 1);
    }

    [Fact]
    public async Task Same_link_again_with_update_changes_nothing()
    {
        var id = await _host.NewSample();
        var unit = Make.Unit("d");
        var first = await _host.Grains.GetDataLink(unit).Create(Make.Link(Make.Alice, id, unit));
        Assert.Equal(first, await _host.Grains.GetDataLink(unit).Create(Make.Link(Make.Alice, id, unit, update: true)));
    }

    [Fact]
    public async Task Missing_version_and_node_are_told_apart()
    {
        var id = await _host.NewSample();
        var unit = Make.Unit("d");
        var version = await Make.FailsWith(ErrorKind.NoSuchSampleVersion,
            () => _host.Grains.GetDataLink(unit).Create(Make.Link(Make.Alice, id, unit, version: 2)));
        Assert.Equal($"{id} ver 2", version.Detail);
        var node = await Make.FailsWith(ErrorKind.NoSuchSampleNode,
            () => _host.Grains.GetDataLink(unit).Create(Make.Link(Make.Alice, id, unit, node: "nowhere")));
        Assert.Equal($"{id} ver 1 nowhere", node.Detail);
    }

    [Fact]
    public async Task Right_on_the_sample_counts_when_the_link_is_written()
    {
        var id = await _host.NewSample();
        var unit = Make.Unit("d");
        await _host.Grains.GetSample(id).ChangeAcls(Make.Acls(Make.Alice, admin: ["bob"]));
        await _host.Grains.GetSample(id).Authorize(Make.Bob, AccessLevel.Admin);
        // Another process takes the right away; this one's memory is older than that.
        await using var other = _host.Another();
        await other.Grains.GetSample(id).ChangeAcls(Make.Acls(Make.Alice, remove: ["bob"]));
        var failure = await Make.FailsWith(ErrorKind.Unauthorized,
            () => _host.Grains.GetDataLink(unit).Create(Make.Link(Make.Bob, id, unit)));
        Assert.Equal($"User bob cannot administrate sample {id}", failure.Detail);
        Assert.Null(await _host.Grains.GetDataLink(unit).GetActive());
    }

    [Fact]
    public async Task Link_is_ended_once_and_then_there_is_none()
    {
        var id = await _host.NewSample();
        var unit = Make.Unit("d");
        var link = await _host.Grains.GetDataLink(unit).Create(Make.Link(Make.Alice, id, unit));
        var ended = await _host.Grains.GetDataLink(unit).Expire(Make.End(Make.Alice, link));
        Assert.Equal(link.Id, ended.Id);
        Assert.NotNull(ended.Expired);
        var failure = await Make.FailsWith(ErrorKind.NoSuchDataLink, () => _host.Grains.GetDataLink(unit).Expire(Make.End(Make.Alice, link)));
        Assert.Equal(link.Id.ToString(), failure.Detail);
    }

    [Fact]
    public async Task Ending_that_is_carried_out_again_is_answered_as_before_and_leaves_what_was_linked_since()
    {
        var id = await _host.NewSample();
        var unit = Make.Unit("d");
        var grain = _host.Grains.GetDataLink(unit);
        var ending = Make.End(Make.Alice, await grain.Create(Make.Link(Make.Alice, id, unit)));
        var ended = await grain.Expire(ending);
        var since = await grain.Create(Make.Link(Make.Alice, id, unit));

        Assert.Equal(ended, await grain.Expire(ending));
        Assert.Equal(since, await grain.GetActive());
    }

    [Fact]
    public async Task Of_concurrent_endings_one_succeeds()
    {
        var id = await _host.NewSample();
        var unit = Make.Unit("d");
        var link = await _host.Grains.GetDataLink(unit).Create(Make.Link(Make.Alice, id, unit));
        await using var other = _host.Another();
        var endings = Enumerable.Range(0, 20)
            .Select(i => Task.Run(() => (i % 2 == 0 ? _host : other).Grains.GetDataLink(unit).Expire(Make.End(Make.Alice, link))))
            .ToArray();
        await Task.WhenAll(endings.Select(ending => ending.ContinueWith(_ => { }, TaskScheduler.Default)));
        Assert.Equal(1, endings.Count(ending => ending.IsCompletedSuccessfully));
        Assert.All(endings.Where(ending => ending.IsFaulted), ending => Assert.Equal(
            ErrorKind.NoSuchDataLink, ((ServiceException)ending.Exception!.InnerException!).Kind));
    }

    [Fact]
    public async Task Link_replaced_by_one_process_while_another_ends_it_leaves_at_most_one_and_counts_right()
    {
        var id = await _host.NewSample("root", "other");
        var unit = Make.Unit("d");
        await using var elsewhere = _host.Another();
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
            await _host.Grains.GetDataLink(Make.Unit($"more{i}")).Create(Make.Link(Make.Alice, id, Make.Unit($"more{i}")));
        await Make.FailsWith(ErrorKind.TooManyDataLinks,
            () => _host.Grains.GetDataLink(Make.Unit("last")).Create(Make.Link(Make.Alice, id, Make.Unit("last"))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("part")]
    [InlineData("part:with:colons/and/slashes")]
    public void Key_of_a_unit_reads_back_to_it(string dataId) =>
        Assert.Equal(Make.Unit(dataId), GrainKeys.ParseUnit(GrainKeys.Of(Make.Unit(dataId))));
}
