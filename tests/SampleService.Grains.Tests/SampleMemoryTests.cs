using SampleService.Contracts;
using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Grains.Tests;

/// <summary>Who asks for samples again is told what is true now, from memory where nobody else can have written.</summary>
public sealed class SampleMemoryTests
{
    [Fact]
    public async Task Owner_of_the_database_asks_once()
    {
        await using var host = GrainHost.Start();
        var ids = new[] { await host.NewSample(), await host.NewSample() };
        var first = await Ask(host, Make.Alice, ids);
        Assert.Equal(first.Select(Make.IdOf), (await Ask(host, Make.Alice, ids)).Select(Make.IdOf));
        Assert.Equal((1, 2), (host.Samples.SetReads, host.Samples.TreesOfSets));
    }

    [Fact]
    public async Task What_is_in_memory_is_not_asked_for_with_what_is_not()
    {
        await using var host = GrainHost.Start();
        var known = await host.NewSample();
        await Ask(host, Make.Alice, known);
        var other = await host.NewSample();
        Assert.Equal([other, known, other], (await Ask(host, Make.Alice, other, known, other)).Select(found => Make.IdOf(found).Sample));
        Assert.Equal((2, 2), (host.Samples.SetReads, host.Samples.TreesOfSets));
    }

    [Fact]
    public async Task Where_others_write_too_rights_are_asked_for_each_time_and_trees_once()
    {
        await using var host = GrainHost.Start(period: null);
        var id = await host.NewSample();
        await Ask(host, Make.Alice, id);
        await Ask(host, Make.Alice, id);
        Assert.Equal((2, 1), (host.Samples.SetReads, host.Samples.TreesOfSets));
        await using var elsewhere = host.Another();
        await elsewhere.Grains.GetSample(id).Save(Make.Version(Make.Alice));
        Assert.Equal(2, Make.IdOf((await Ask(host, Make.Alice, id))[0]).Version);
        await elsewhere.Grains.GetSample(id).ChangeAcls(Make.Acls(Make.Alice, read: ["bob"]));
        await Ask(host, Make.Bob, id);
        await elsewhere.Grains.GetSample(id).ChangeAcls(Make.Acls(Make.Alice, remove: ["bob"]));
        await Make.FailsWith(ErrorKind.Unauthorized, () => Ask(host, Make.Bob, id));
    }

    [Fact]
    public async Task Rights_of_one_are_not_those_of_another()
    {
        await using var host = GrainHost.Start();
        var id = await host.NewSample();
        await Ask(host, Make.Alice, id);
        await Make.FailsWith(ErrorKind.Unauthorized, () => Ask(host, Make.Bob, id));
        await Make.FailsWith(ErrorKind.Unauthorized, () => Ask(host, Make.Anonymous, id));
        await Ask(host, Make.Administrator, id);
        await Make.FailsWith(ErrorKind.Unauthorized, () => Ask(host, Make.Administrator with { IsAdministrator = false }, id));
    }

    [Fact]
    public async Task Version_that_is_saved_and_right_that_is_taken_count_at_once()
    {
        await using var host = GrainHost.Start();
        var id = await host.NewSample();
        var sample = host.Grains.GetSample(id);
        await sample.ChangeAcls(Make.Acls(Make.Alice, read: ["bob"]));
        Assert.Equal(1, Make.IdOf((await Ask(host, Make.Bob, id))[0]).Version);
        await sample.Save(Make.Version(Make.Alice));
        Assert.Equal(2, Make.IdOf((await Ask(host, Make.Bob, id))[0]).Version);
        await sample.ReplaceAcls(new ReplaceAcls(
            Make.Alice, new AclReplacement(UserSet.Of([]), UserSet.Of([]), UserSet.Of([]), false), WriteId.New()));
        await Make.FailsWith(ErrorKind.Unauthorized, () => Ask(host, Make.Bob, id));
    }

    [Fact]
    public async Task Answer_that_was_read_before_a_write_and_comes_after_it_is_not_remembered()
    {
        await using var host = GrainHost.Start();
        var id = await host.NewSample();
        host.Samples.HoldAnswers();
        var late = Ask(host, Make.Alice, id);
        await host.Samples.AnswerRead;
        await host.Grains.GetSample(id).Save(Make.Version(Make.Alice));
        host.Samples.LetAnswersGo();
        Assert.Equal(1, Make.IdOf((await late)[0]).Version);
        Assert.Equal(2, Make.IdOf((await Ask(host, Make.Alice, id))[0]).Version);
    }

    [Fact]
    public async Task What_was_written_elsewhere_while_ownership_was_lost_is_seen_when_it_is_back()
    {
        await using var host = GrainHost.Start(period: 1);
        var id = await host.NewSample();
        await Ask(host, Make.Alice, id);
        host.Ownership.Period = null;
        await using (var elsewhere = host.Another())
            await elsewhere.Grains.GetSample(id).Save(Make.Version(Make.Alice));
        host.Ownership.Period = 2;
        Assert.Equal(2, Make.IdOf((await Ask(host, Make.Alice, id))[0]).Version);
    }

    [Fact]
    public async Task Write_of_unknown_outcome_is_looked_for()
    {
        await using var host = GrainHost.Start();
        var id = await host.NewSample();
        await Ask(host, Make.Alice, id);
        host.Samples.LosesAnswers = true;
        await Assert.ThrowsAsync<ServiceException>(() => host.Grains.GetSample(id).Save(Make.Version(Make.Alice)));
        host.Samples.LosesAnswers = false;
        Assert.Equal(2, Make.IdOf((await Ask(host, Make.Alice, id))[0]).Version);
    }

    [Fact]
    public async Task Version_that_is_read_alone_and_one_that_is_read_in_a_set_are_one()
    {
        await using var host = GrainHost.Start();
        var (alone, inSet) = (await host.NewSample(), await host.NewSample());
        var document = await host.Grains.GetSampleVersion(new SampleVersionId(alone, 1)).GetDocument();
        Assert.Equal(document!.Utf8.ToArray(), (await Ask(host, Make.Alice, alone))[0].Utf8.ToArray());
        Assert.Equal(0, host.Samples.TreesOfSets);
        document = (await Ask(host, Make.Alice, inSet))[0];
        Assert.Equal(document.Utf8.ToArray(), (await host.Grains.GetSampleVersion(new SampleVersionId(inSet, 1)).GetDocument())!.Utf8.ToArray());
        Assert.Equal(1, host.Samples.VersionReads);
    }

    [Fact]
    public void Memory_has_a_bound_and_keeps_what_is_asked_for_again()
    {
        var memory = new SampleMemory(new OwnedMemory(new SwitchedOwnership(), TimeProvider.System), new SampleMemoryLimit(100_000));
        var favourite = Version(1, 1000);
        memory.Remember(favourite, null);
        var all = new List<SampleId>();
        for (var i = 0; i < 1000; i++)
        {
            var version = Version(1, 1000);
            all.Add(version.Id.Sample);
            memory.Remember(version, null);
            Assert.NotNull(memory.Find(favourite.Id.Sample));
            Assert.InRange(memory.Bytes, 1000, 102_000);
        }

        Assert.InRange(all.Count(id => memory.Find(id) is not null), 20, 100_000 / 1000);
        Assert.NotNull(memory.Find(all[^1]));
    }

    [Fact]
    public void Memory_keeps_the_newer_version_and_nothing_very_large()
    {
        var memory = new SampleMemory(new OwnedMemory(new SwitchedOwnership(), TimeProvider.System), new SampleMemoryLimit(100_000));
        var second = Version(2, 10);
        memory.Remember(second, null);
        memory.Remember(second with { Id = second.Id with { Version = 1 } }, null);
        Assert.Equal(2, memory.Find(second.Id.Sample)!.Number);
        memory.Remember(second with { Id = second.Id with { Version = 3 } }, null);
        Assert.Equal(3, memory.Find(second.Id.Sample)!.Number);
        var large = Version(1, 50_000);
        memory.Remember(large, null);
        Assert.Null(memory.Find(large.Id.Sample));
    }

    private static SampleVersion Version(int number, int bytes) => new(
        new SampleVersionId(SampleId.New(TimeProvider.System), number), new UserName("alice"), null, new byte[bytes], new Timestamp(1));

    private static Task<IReadOnlyList<JsonBytes>> Ask(GrainHost host, Requester requester, params SampleId[] ids) =>
        host.Grains.GetGrain<ISampleQueryGrain>(0).GetDocuments(
            new GetSamples(requester, [.. ids.Select(id => new SampleAddress(id, null))]), CancellationToken.None);
}
