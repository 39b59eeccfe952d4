using SampleService.Domain;
using SampleService.Grains.Abstractions;

namespace SampleService.Grains.Tests;

/// <summary>Samples: who may do what, versions, ACLs, and what is remembered.</summary>
public sealed class SampleGrainTests(GrainFixture processes) : IClassFixture<GrainFixture>
{
    private readonly GrainHost _host = processes.Begin();

    [Fact]
    public async Task Save_100WithTheSamePrior_OneWinsAndTheOthersAreToldWhy()
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
    public async Task Save_ConcurrentlyInTwoProcesses_LeavesNoGapAndNoDouble()
    {
        var id = await _host.NewSample();
        var other = await processes.ElsewhereAsync();
        var saves = Enumerable.Range(0, 200)
            .Select(i => Task.Run(() => (i % 2 == 0 ? _host : other).Grains.GetSample(id).Save(Make.Version(Make.Alice))))
            .ToArray();
        Assert.Equal(Enumerable.Range(2, 200), (await Task.WhenAll(saves)).Order());
    }

    [Fact]
    public async Task ChangeAcls_ConcurrentlyInTwoProcesses_AllAreThereInTheEnd()
    {
        var id = await _host.NewSample();
        var other = await processes.ElsewhereAsync();
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() =>
            (i % 2 == 0 ? _host : other).Grains.GetSample(id).ChangeAcls(Make.Acls(Make.Alice, read: [$"user{i}"])))));
        var stored = await _host.Samples.FindAsync(id, CancellationToken.None);
        Assert.Equal(60, stored!.Acls.Read.Count);
    }

    [Fact]
    public async Task Save_RightTakenElsewhereAfterTheCheck_IsRefused()
    {
        var id = await _host.NewSample();
        await _host.Grains.GetSample(id).ChangeAcls(Make.Acls(Make.Alice, write: ["bob"]));
        var other = await processes.ElsewhereAsync();

        _host.Samples.Writes.Close();
        var save = _host.Grains.GetSample(id).Save(Make.Version(Make.Bob));
        await _host.Samples.Writes.Arrived;
        await other.Grains.GetSample(id).ChangeAcls(Make.Acls(Make.Alice, remove: ["bob"]));
        _host.Samples.Writes.Open();

        var refusal = await Make.FailsWith(ErrorKind.Unauthorized, () => save);
        Assert.Equal($"User bob cannot write to sample {id}", refusal.Detail);
        Assert.Equal(1, (await _host.Samples.FindAsync(id, CancellationToken.None))!.Head);
    }

    [Fact]
    public async Task Save_AclsChangedElsewhereButStillAllowed_IsStored()
    {
        var id = await _host.NewSample();
        await _host.Grains.GetSample(id).Authorize(Make.Alice, AccessLevel.Write);
        var other = await processes.ElsewhereAsync();
        await other.Grains.GetSample(id).ChangeAcls(Make.Acls(Make.Alice, read: ["bob"]));
        Assert.Equal(2, await _host.Grains.GetSample(id).Save(Make.Version(Make.Alice, prior: 1)));
    }

    [Fact]
    public async Task Authorize_WhileAWriteWaits_GoesAhead()
    {
        var id = await _host.NewSample();
        _host.Samples.Writes.Close();
        var save = _host.Grains.GetSample(id).Save(Make.Version(Make.Alice));
        await _host.Samples.Writes.Arrived;
        Assert.Equal(1, (await _host.Grains.GetSample(id).Authorize(Make.Alice, AccessLevel.Read)).Head);
        Assert.False(save.IsCompleted);
        _host.Samples.Writes.Open();
        Assert.Equal(2, await save);
    }

    [Fact]
    public async Task Save_AnswerLost_LeavesNoWrongMemory()
    {
        var id = await _host.NewSample();
        _host.Samples.LosesAnswers = true;
        await Make.FailsWith(ErrorKind.StorageFailure, () => _host.Grains.GetSample(id).Save(Make.Version(Make.Alice)));
        _host.Samples.LosesAnswers = false;
        Assert.Equal(2, (await _host.Grains.GetSample(id).Authorize(Make.Alice, AccessLevel.Read)).Head);
    }

    [Fact]
    public async Task Save_RepeatedAfterALostAnswer_FindsItsOwnVersion()
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
    public async Task Authorize_AfterAWriteOfUnknownOutcome_AsksEachTime()
    {
        var id = await _host.NewSample();
        _host.Samples.LosesAnswers = true;
        await Make.FailsWith(ErrorKind.StorageFailure, () => _host.Grains.GetSample(id).Save(Make.Version(Make.Alice)));
        _host.ResetCounts();
        for (var i = 0; i < 3; i++)
            await _host.Grains.GetSample(id).Authorize(Make.Alice, AccessLevel.Read);
        Assert.Equal((1, 2), (_host.Samples.Reads.Headers, _host.Samples.Reads.Confirmations));
    }

    [Fact]
    public async Task Authorize_Repeatedly_IsAnsweredFromMemory()
    {
        var id = await _host.NewSample();
        var version = _host.Grains.GetSampleVersion(new SampleVersionId(id, 1));
        for (var i = 0; i < 5; i++)
        {
            await _host.Grains.GetSample(id).Authorize(Make.Alice, AccessLevel.Read);
            Assert.NotNull(await version.GetDocument());
        }

        Assert.Equal((1, 1, 2), (_host.Samples.Reads.Headers, _host.Samples.Reads.Versions, _host.Samples.Reads.All));
    }

    [Fact]
    public async Task Authorize_MissingSampleIsCreated_FindsIt()
    {
        var id = SampleId.New(TimeProvider.System);
        await Make.FailsWith(ErrorKind.NoSuchSample, () => _host.Grains.GetSample(id).Authorize(Make.Alice, AccessLevel.Read));
        await _host.Creator.Create(Make.Sample(id));
        await _host.Grains.GetSample(id).Authorize(Make.Alice, AccessLevel.Read);
    }

    [Fact]
    public async Task GetDocument_MissingVersionAndNodeAreSaved_FindsThem()
    {
        var id = await _host.NewSample();
        var version = new SampleVersionId(id, 2);
        Assert.Null(await _host.Grains.GetSampleVersion(version).GetDocument());
        Assert.Null(await _host.Grains.GetSampleNode(version, new NodeId("root")).GetDocument());
        await _host.Grains.GetSample(id).Save(Make.Version(Make.Alice));
        Assert.NotNull(await _host.Grains.GetSampleVersion(version).GetDocument());
        Assert.NotNull(await _host.Grains.GetSampleNode(version, new NodeId("root")).GetDocument());
    }

    [Fact]
    public async Task GetDocument_Node_IsAsInItsTreeWithItsChildren()
    {
        var id = await _host.NewSample("a", "b/c:d");
        var node = await _host.Grains.GetSampleNode(new SampleVersionId(id, 1), new NodeId("b/c:d")).GetDocument();
        Assert.Equal(
            """{"id":"b/c:d","type":"BioReplicate","parent":null,"meta_controlled":{},"meta_user":{},"source_meta":[],"children":[]}"""u8,
            node!.Utf8.Span);
        Assert.Null(await _host.Grains.GetSampleNode(new SampleVersionId(id, 1), new NodeId("c")).GetDocument());
    }

    [Theory]
    [InlineData(AccessLevel.Read, "read")]
    [InlineData(AccessLevel.Write, "write to")]
    [InlineData(AccessLevel.Admin, "administrate")]
    public async Task Authorize_Stranger_IsRefusedUnlessAdministrator(AccessLevel level, string verb)
    {
        var id = await _host.NewSample();
        var refusal = await Make.FailsWith(ErrorKind.Unauthorized, () => _host.Grains.GetSample(id).Authorize(Make.Bob, level));
        Assert.Equal($"User bob cannot {verb} sample {id}", refusal.Detail);
        await _host.Grains.GetSample(id).Authorize(Make.Administrator, level);
    }
}
