using SampleService.Grains.Abstractions;
using SampleService.Domain;

namespace SampleService.Grains.Tests;

/// <summary>Samples: who may do what, versions, ACLs, and what is remembered.</summary>
public sealed class SampleGrainTests : IAsyncLifetime
{
    private readonly GrainHost _host = GrainHost.Start();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Of_100_saves_with_the_same_prior_version_one_wins_and_the_others_are_told_exactly_why()
    {
        var id = await _host.NewSample();
        var saves = Enumerable.Range(0, 100)
            .Select(_ => Task.Run(() => _host.Grains.GetSample(id).Save(Make.Version(Make.Alice, prior: 1))))
            .ToArray();
        await Task.WhenAll(saves.Select(save => save.ContinueWith(_ => { }, TaskScheduler.Default)));

        Assert.Equal(2, await Assert.Single(saves, save => save.IsCompletedSuccessfully));
        Assert.All(saves.Where(save => save.IsFaulted), save => Assert.Equal(
            $"Sample service error code 40000 Concurrency violation: Version required for sample {id} is 1, but current version is 2",
            save.Exception!.InnerException!.Message));
    }

    [Fact]
    public async Task Concurrent_saves_through_two_processes_give_versions_without_gap_or_double()
    {
        var id = await _host.NewSample();
        await using var other = _host.Another();
        var saves = Enumerable.Range(0, 200)
            .Select(i => Task.Run(() => (i % 2 == 0 ? _host : other).Grains.GetSample(id).Save(Make.Version(Make.Alice))))
            .ToArray();
        Assert.Equal(Enumerable.Range(2, 200), (await Task.WhenAll(saves)).Order());
    }

    [Fact]
    public async Task Concurrent_acl_changes_through_two_processes_are_all_there_in_the_end()
    {
        var id = await _host.NewSample();
        await using var other = _host.Another();
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() =>
            (i % 2 == 0 ? _host : other).Grains.GetSample(id).ChangeAcls(Make.Acls(Make.Alice, read: [$"user{i}"])))));
        var stored = await _host.Samples.FindAsync(id, CancellationToken.None);
        Assert.Equal(60, stored!.Acls.Read.Count);
    }

    [Fact]
    public async Task Right_taken_away_by_another_process_between_check_and_save_refuses_the_save()
    {
        var id = await _host.NewSample();
        await _host.Grains.GetSample(id).ChangeAcls(Make.Acls(Make.Alice, write: ["bob"]));
        await using var other = _host.Another();

        _host.Samples.Hold();
        var save = _host.Grains.GetSample(id).Save(Make.Version(Make.Bob));
        await _host.Samples.Arrived;
        await other.Grains.GetSample(id).ChangeAcls(Make.Acls(Make.Alice, remove: ["bob"]));
        _host.Samples.LetGo();

        var refusal = await Make.FailsWith(ErrorKind.Unauthorized, () => save);
        Assert.Equal($"User bob cannot write to sample {id}", refusal.Detail);
        Assert.Equal(1, (await _host.Samples.FindAsync(id, CancellationToken.None))!.Head);
    }

    [Fact]
    public async Task Acl_change_by_another_process_does_not_refuse_a_save_that_is_still_allowed()
    {
        var id = await _host.NewSample();
        await _host.Grains.GetSample(id).Authorize(Make.Alice, AccessLevel.Write);
        await using var other = _host.Another();
        await other.Grains.GetSample(id).ChangeAcls(Make.Acls(Make.Alice, read: ["bob"]));
        Assert.Equal(2, await _host.Grains.GetSample(id).Save(Make.Version(Make.Alice, prior: 1)));
    }

    [Fact]
    public async Task Read_goes_ahead_while_a_write_waits_for_the_database()
    {
        var id = await _host.NewSample();
        _host.Samples.Hold();
        var save = _host.Grains.GetSample(id).Save(Make.Version(Make.Alice));
        await _host.Samples.Arrived;
        Assert.Equal(1, (await _host.Grains.GetSample(id).Authorize(Make.Alice, AccessLevel.Read)).Head);
        Assert.False(save.IsCompleted);
        _host.Samples.LetGo();
        Assert.Equal(2, await save);
    }

    [Fact]
    public async Task Write_whose_answer_is_lost_leaves_no_wrong_memory_behind()
    {
        var id = await _host.NewSample();
        _host.Samples.LosesAnswers = true;
        await Make.FailsWith(ErrorKind.StorageFailure, () => _host.Grains.GetSample(id).Save(Make.Version(Make.Alice)));
        _host.Samples.LosesAnswers = false;
        Assert.Equal(2, (await _host.Grains.GetSample(id).Authorize(Make.Alice, AccessLevel.Read)).Head);
    }

    [Fact]
    public async Task Write_repeated_after_its_answer_was_lost_finds_its_own_version()
    {
        var id = await _host.NewSample();
        var writeId = WriteId.New();
        _host.Samples.LosesAnswers = true;
        await Make.FailsWith(
            ErrorKind.StorageFailure, () => _host.Grains.GetSample(id).Save(Make.Version(Make.Alice, prior: 1, writeId)));
        _host.Samples.LosesAnswers = false;
        Assert.Equal(2, await _host.Grains.GetSample(id).Save(Make.Version(Make.Alice, prior: 1, writeId)));
        Assert.Equal(2, (await _host.Samples.FindAsync(id, CancellationToken.None))!.Head);
    }

    [Fact]
    public async Task Repeated_reads_are_answered_from_memory()
    {
        var id = await _host.NewSample();
        var version = _host.Grains.GetSampleVersion(new SampleVersionId(id, 1));
        for (var i = 0; i < 5; i++)
        {
            await _host.Grains.GetSample(id).Authorize(Make.Alice, AccessLevel.Read);
            Assert.NotNull(await version.GetDocument());
        }

        Assert.Equal(0, _host.Samples.HeaderReads);
        Assert.Equal(1, _host.Samples.VersionReads);
    }

    [Fact]
    public async Task Sample_that_is_not_there_is_looked_for_again_each_time()
    {
        var id = SampleId.New(TimeProvider.System);
        await Make.FailsWith(ErrorKind.NoSuchSample, () => _host.Grains.GetSample(id).Authorize(Make.Alice, AccessLevel.Read));
        await _host.Grains.GetSample(id).Create(Make.Sample());
        await _host.Grains.GetSample(id).Authorize(Make.Alice, AccessLevel.Read);
    }

    [Fact]
    public async Task Version_and_node_that_are_not_there_yet_are_found_once_they_are()
    {
        var id = await _host.NewSample();
        var version = new SampleVersionId(id, 2);
        Assert.Null(await _host.Grains.GetSampleVersion(version).GetDocument());
        Assert.False(await _host.Grains.GetSampleNode(version, new NodeId("root")).Exists());
        await _host.Grains.GetSample(id).Save(Make.Version(Make.Alice));
        Assert.NotNull(await _host.Grains.GetSampleVersion(version).GetDocument());
        Assert.True(await _host.Grains.GetSampleNode(version, new NodeId("root")).Exists());
    }

    [Fact]
    public async Task Node_is_given_as_it_stands_in_its_tree()
    {
        var id = await _host.NewSample("a", "b/c:d");
        var node = await _host.Grains.GetSampleNode(new SampleVersionId(id, 1), new NodeId("b/c:d")).GetDocument();
        Assert.Equal(
            """{"id":"b/c:d","type":"BioReplicate","parent":null,"meta_controlled":{},"meta_user":{},"source_meta":[]}"""u8,
            node!.Utf8.Span);
        Assert.Null(await _host.Grains.GetSampleNode(new SampleVersionId(id, 1), new NodeId("c")).GetDocument());
    }

    [Theory]
    [InlineData(AccessLevel.Read, "read")]
    [InlineData(AccessLevel.Write, "write to")]
    [InlineData(AccessLevel.Admin, "administrate")]
    public async Task Stranger_is_refused_and_an_administrator_is_not(AccessLevel level, string verb)
    {
        var id = await _host.NewSample();
        var refusal = await Make.FailsWith(ErrorKind.Unauthorized, () => _host.Grains.GetSample(id).Authorize(Make.Bob, level));
        Assert.Equal($"User bob cannot {verb} sample {id}", refusal.Detail);
        await _host.Grains.GetSample(id).Authorize(Make.Administrator, level);
    }
}
