using SampleService.Grains.Abstractions;
using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Grains.Tests;

/// <summary>Who asks for samples again is told what is true now, from memory where nobody else can have written.</summary>
public sealed class SampleMemoryTests
{
    [Fact]
    public async Task Owner_of_the_database_asks_twice()
    {
        await using var host = GrainHost.Start();
        var ids = new[] { await host.NewSample(), await host.NewSample() };
        for (var times = 1; times < 5; times++)
        {
            Assert.Equal(ids, (await Ask(host, Make.Alice, ids)).Select(version => version.Id.Sample));
            Assert.Equal((Math.Min(times, 2), 2 * Math.Min(times, 2)), (host.Samples.SetReads, host.Samples.TreesOfSets));
        }
    }

    [Fact]
    public async Task What_is_in_memory_is_not_asked_for_with_what_is_not()
    {
        await using var host = GrainHost.Start();
        var known = await host.NewSample();
        await AskTwice(host, Make.Alice, known);
        var other = await host.NewSample();
        Assert.Equal([other, known, other], (await Ask(host, Make.Alice, other, known, other)).Select(found => found.Id.Sample));
        Assert.Equal((3, 3), (host.Samples.SetReads, host.Samples.TreesOfSets));
    }

    [Fact]
    public async Task Where_others_write_too_rights_are_asked_for_each_time_and_trees_twice()
    {
        await using var host = GrainHost.Start(period: null);
        var id = await host.NewSample();
        await AskTwice(host, Make.Alice, id);
        await AskTwice(host, Make.Alice, id);
        Assert.Equal((4, 2), (host.Samples.SetReads, host.Samples.TreesOfSets));
        await using var elsewhere = host.Another();
        await elsewhere.Grains.GetSample(id).Save(Make.Version(Make.Alice));
        Assert.Equal(2, (await Ask(host, Make.Alice, id))[0].Id.Version);
        await elsewhere.Grains.GetSample(id).ChangeAcls(Make.Acls(Make.Alice, read: ["bob"]));
        await AskTwice(host, Make.Bob, id);
        await elsewhere.Grains.GetSample(id).ChangeAcls(Make.Acls(Make.Alice, remove: ["bob"]));
        await Make.FailsWith(ErrorKind.Unauthorized, () => Ask(host, Make.Bob, id));
    }

    [Fact]
    public async Task Rights_of_one_are_not_those_of_another()
    {
        await using var host = GrainHost.Start();
        var id = await host.NewSample();
        await AskTwice(host, Make.Alice, id);
        await Make.FailsWith(ErrorKind.Unauthorized, () => Ask(host, Make.Bob, id));
        await Make.FailsWith(ErrorKind.Unauthorized, () => Ask(host, Make.Anonymous, id));
        await AskTwice(host, Make.Administrator, id);
        await Make.FailsWith(ErrorKind.Unauthorized, () => Ask(host, Make.Administrator with { IsAdministrator = false }, id));
    }

    [Fact]
    public async Task Version_that_is_saved_and_right_that_is_taken_count_at_once()
    {
        await using var host = GrainHost.Start();
        var id = await host.NewSample();
        var sample = host.Grains.GetSample(id);
        await sample.ChangeAcls(Make.Acls(Make.Alice, read: ["bob"]));
        await AskTwice(host, Make.Bob, id);
        await sample.Save(Make.Version(Make.Alice));
        Assert.Equal(2, (await Ask(host, Make.Bob, id))[0].Id.Version);
        await AskTwice(host, Make.Bob, id);
        await sample.ReplaceAcls(new ReplaceAcls(
            Make.Alice, new AclReplacement(UserSet.Of([]), UserSet.Of([]), UserSet.Of([]), false), WriteId.New()));
        await Make.FailsWith(ErrorKind.Unauthorized, () => Ask(host, Make.Bob, id));
    }

    [Fact]
    public async Task Answer_that_was_read_before_a_write_and_comes_after_it_is_not_remembered()
    {
        await using var host = GrainHost.Start();
        var id = await host.NewSample();
        await Ask(host, Make.Alice, id);
        host.Samples.HoldAnswers();
        var late = Ask(host, Make.Alice, id);
        await host.Samples.AnswerRead;
        await host.Grains.GetSample(id).Save(Make.Version(Make.Alice));
        host.Samples.LetAnswersGo();
        Assert.Equal(1, (await late)[0].Id.Version);
        Assert.Equal(2, (await Ask(host, Make.Alice, id))[0].Id.Version);
    }

    [Fact]
    public async Task What_was_written_elsewhere_while_ownership_was_lost_is_seen_when_it_is_back()
    {
        await using var host = GrainHost.Start(period: 1);
        var id = await host.NewSample();
        await AskTwice(host, Make.Alice, id);
        host.Ownership.Epoch = null;
        await using (var elsewhere = host.Another())
            await elsewhere.Grains.GetSample(id).Save(Make.Version(Make.Alice));
        host.Ownership.Epoch = 2;
        Assert.Equal(2, (await Ask(host, Make.Alice, id))[0].Id.Version);
    }

    [Fact]
    public async Task Write_of_unknown_outcome_is_looked_for()
    {
        await using var host = GrainHost.Start();
        var id = await host.NewSample();
        await AskTwice(host, Make.Alice, id);
        host.Samples.LosesAnswers = true;
        await Assert.ThrowsAsync<ServiceException>(() => host.Grains.GetSample(id).Save(Make.Version(Make.Alice)));
        host.Samples.LosesAnswers = false;
        Assert.Equal(2, (await Ask(host, Make.Alice, id))[0].Id.Version);
    }

    [Fact]
    public void Memory_has_a_bound_and_keeps_what_is_asked_for_again()
    {
        var memory = Memory();
        var favourite = Version(1, 1000);
        RememberTwice(memory, favourite);
        var all = new List<SampleId>();
        for (var i = 0; i < 1000; i++)
        {
            var version = Version(1, 1000);
            all.Add(version.Id.Sample);
            RememberTwice(memory, version);
            Assert.NotNull(memory.Find(favourite.Id.Sample));
            Assert.InRange(memory.Bytes, 1000, 102_000);
        }

        Assert.InRange(all.Count(id => memory.Find(id) is not null), 15, 100_000 / 1000);
        Assert.NotNull(memory.Find(all[^1]));
    }

    [Fact]
    public void Memory_that_many_use_at_once_keeps_to_its_bound_and_gives_each_its_own()
    {
        var memory = Memory();
        var versions = Enumerable.Range(0, 300).Select(i => Version(1 + (i % 3), 100 + i)).ToArray();
        Parallel.For(0, 20_000, i =>
        {
            var version = versions[i * 7 % versions.Length];
            RememberTwice(memory, version);
            Assert.True(memory.Find(version.Id.Sample) is not { } found || found.Version == version);
        });
        Assert.InRange(memory.Bytes, 1, 110_000);
    }

    [Fact]
    public void Memory_keeps_the_newer_version_and_nothing_very_large()
    {
        var memory = Memory();
        var second = Version(2, 10);
        RememberTwice(memory, second);
        RememberTwice(memory, second with { Id = second.Id with { Version = 1 } });
        Assert.Equal(2, memory.Find(second.Id.Sample)!.Number);
        RememberTwice(memory, second with { Id = second.Id with { Version = 3 } });
        Assert.Equal(3, memory.Find(second.Id.Sample)!.Number);
        var large = Version(1, 1600);
        RememberTwice(memory, large);
        Assert.Null(memory.Find(large.Id.Sample));
    }

    [Fact]
    public void What_is_asked_for_once_is_not_kept_nor_what_was_asked_for_long_ago()
    {
        const int Window = 1000;
        var lately = new AskedLately(Window);
        var ids = Enumerable.Range(0, 10 * Window).Select(_ => new SampleVersionId(SampleId.New(TimeProvider.System), 1)).ToArray();
        var mistaken = ids.Count(lately.Ask);
        Assert.InRange(mistaken, 0, ids.Length / 20);
        Assert.True(lately.Ask(ids[^1]));
        Assert.InRange(ids[..Window].Count(lately.Ask), 0, Window / 20);
    }

    private static SampleMemory Memory() =>
        new(new OwnedMemory(new SwitchedOwnership(), TimeProvider.System), new SampleMemoryLimit(100_000));

    private static void RememberTwice(SampleMemory memory, SampleVersion version)
    {
        var sight = new Sight(default, null, AccessLevel.Read, version.Id.Version);
        memory.Remember(version, sight);
        memory.Remember(version, sight);
    }

    private static async Task AskTwice(GrainHost host, Requester requester, SampleId id)
    {
        await Ask(host, requester, id);
        await Ask(host, requester, id);
    }

    private static SampleVersion Version(int number, int bytes) => new(
        new SampleVersionId(SampleId.New(TimeProvider.System), number), new UserName("alice"), null, new byte[bytes], new Timestamp(1));

    private static Task<IReadOnlyList<SampleVersion>> Ask(GrainHost host, Requester requester, params SampleId[] ids) =>
        host.Grains.GetGrain<ISampleQueryGrain>(0).GetSamples(
            new GetSamples(requester, [.. ids.Select(id => new SampleAddress(id, null))]), CancellationToken.None);
}
