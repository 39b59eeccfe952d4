using SampleService.Grains.Abstractions;
using SampleService.Domain;

namespace SampleService.Grains.Tests;

/// <summary>Questions for many samples and links at once answer as the single ones do.</summary>
public sealed class QueryGrainTests : IAsyncLifetime
{
    private readonly GrainHost _host = GrainHost.Start();

    private ISampleQueryGrain Samples => _host.Grains.GetGrain<ISampleQueryGrain>(0);

    private ILinkQueryGrain Links => _host.Grains.GetGrain<ILinkQueryGrain>(0);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Samples_come_in_the_order_asked_with_doubles_and_newest_versions()
    {
        var first = await _host.NewSample();
        var second = await _host.NewSample();
        await _host.Grains.GetSample(first).Save(Make.Version(Make.Alice));
        var found = await Samples.GetSamples(new GetSamples(Make.Alice,
            [new(first, null), new(second, null), new(first, new VersionNumber(1)), new(first, null)]), CancellationToken.None);
        Assert.Equal(
            [new(first, 2), new(second, 1), new(first, 1), new SampleVersionId(first, 2)], found.Select(version => version.Id));
    }

    [Fact]
    public async Task Answer_that_would_be_too_large_is_refused()
    {
        var tree = Make.Content().NodeTree.Length;
        await using var host = GrainHost.Start(answers: new AnswerLimits(2 * tree));
        var sample = await host.NewSample();
        var grain = host.Grains.GetGrain<ISampleQueryGrain>(0);
        Task<IReadOnlyList<SampleVersion>> Ask(int times) => grain.GetSamples(
            new GetSamples(Make.Alice, [.. Enumerable.Repeat(new SampleAddress(sample, null), times)]), CancellationToken.None);
        Assert.Equal(2, (await Ask(2)).Count);
        var refusal = await Make.FailsWith(ErrorKind.IllegalParameter, () => Ask(3));
        Assert.Equal($"The answer would have more than {2 * tree} bytes; ask for fewer samples at a time", refusal.Detail);
    }

    [Fact]
    public async Task Answer_with_links_that_would_be_too_large_is_refused()
    {
        await using var host = GrainHost.Start(answers: new AnswerLimits(300));
        var sample = await host.NewSample();
        var query = new GetSampleLinks([new SampleVersionId(sample, 1)], null, null);
        var grain = host.Grains.GetGrain<ILinkQueryGrain>(0);
        await host.Grains.GetDataLink(Make.Unit("a")).Create(Make.Link(Make.Alice, sample, Make.Unit("a")));
        Assert.Single(await grain.GetBySamples(query, CancellationToken.None));
        await host.Grains.GetDataLink(Make.Unit("b")).Create(Make.Link(Make.Alice, sample, Make.Unit("b")));
        await Make.FailsWith(ErrorKind.IllegalParameter, () => grain.GetBySamples(query, CancellationToken.None));
        await Make.FailsWith(
            ErrorKind.IllegalParameter, () => grain.GetByReadableSamples(Make.Alice, query, CancellationToken.None));
    }

    [Fact]
    public async Task Caller_who_gives_up_is_let_go()
    {
        var mine = await _host.NewSample();
        _host.Samples.HoldQueries();
        using var caller = new CancellationTokenSource();
        var query = Samples.GetSamples(new GetSamples(Make.Alice, [new(mine, null)]), caller.Token);
        await _host.Samples.QueryArrived;
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => query);
        _host.Samples.LetQueriesGo();
    }

    [Fact]
    public async Task First_sample_that_may_not_be_read_is_named_before_a_later_one_that_is_missing()
    {
        var mine = await _host.NewSample();
        var missing = SampleId.New(TimeProvider.System);
        var refusal = await Make.FailsWith(ErrorKind.Unauthorized,
            () => Samples.GetSamples(new GetSamples(Make.Bob, [new(mine, null), new(missing, null)]), CancellationToken.None));
        Assert.Equal($"User bob cannot read sample {mine}", refusal.Detail);
        var absence = await Make.FailsWith(ErrorKind.NoSuchSample,
            () => Samples.GetSamples(new GetSamples(Make.Bob, [new(missing, null), new(mine, null)]), CancellationToken.None));
        Assert.Equal(missing.ToString(), absence.Detail);
    }

    [Fact]
    public async Task Rights_are_looked_at_for_all_before_versions_of_any()
    {
        var mine = await _host.NewSample();
        var theirs = await _host.NewSample();
        await _host.Grains.GetSample(mine).ChangeAcls(Make.Acls(Make.Alice, read: ["bob"]));
        await Make.FailsWith(ErrorKind.Unauthorized, () => Samples.GetSamples(
            new GetSamples(Make.Bob, [new(mine, new VersionNumber(9)), new(theirs, null)]), CancellationToken.None));
        var absence = await Make.FailsWith(ErrorKind.NoSuchSampleVersion, () => Samples.GetSamples(
            new GetSamples(Make.Administrator, [new(mine, VersionNumber.FromDigits("1180591620717411303424")), new(theirs, null)]), CancellationToken.None));
        Assert.Equal($"{mine} ver 1180591620717411303424", absence.Detail);
    }

    [Fact]
    public async Task Links_of_a_set_need_one_sample_that_exists_and_read_access_to_all_that_do()
    {
        var mine = await _host.NewSample();
        var missing = SampleId.New(TimeProvider.System);
        await _host.Grains.GetDataLink(Make.Unit()).Create(Make.Link(Make.Alice, mine, Make.Unit()));
        GetSampleLinks Query(params SampleId[] ids) => new([.. ids.Select(id => new SampleVersionId(id, 1))], null, null);

        Assert.Single(await Links.GetByReadableSamples(Make.Alice, Query(missing, mine), CancellationToken.None));
        Assert.Equal(2, (await Links.GetByReadableSamples(Make.Alice, Query(mine, mine), CancellationToken.None)).Count);
        var none = await Make.FailsWith(ErrorKind.NoSuchSample, () => Links.GetByReadableSamples(Make.Alice, Query(missing, missing), CancellationToken.None));
        Assert.Equal($"Could not complete search for samples: ['{missing}', '{missing}']", none.Detail);
        await Make.FailsWith(ErrorKind.Unauthorized, () => Links.GetByReadableSamples(Make.Anonymous, Query(mine), CancellationToken.None));
    }

    [Fact]
    public async Task Caller_who_can_read_no_workspace_gets_no_links()
    {
        var mine = await _host.NewSample();
        await _host.Grains.GetDataLink(Make.Unit()).Create(Make.Link(Make.Alice, mine, Make.Unit()));
        Assert.Empty(await Links.GetBySamples(
            new GetSampleLinks([new SampleVersionId(mine, 1)], null, new HashSet<WorkspaceId>()), CancellationToken.None));
    }
}
