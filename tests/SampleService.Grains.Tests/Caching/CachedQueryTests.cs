using SampleService.Domain;
using SampleService.Grains.Abstractions;

namespace SampleService.Grains.Tests;

/// <summary>Who asks for many samples again is told what is true now, from the cache where nobody else can have written.</summary>
public sealed class CachedQueryTests(GrainFixture processes) : IClassFixture<GrainFixture>
{
    private readonly GrainHost _host = processes.Begin();

    [Fact]
    public async Task GetSamples_Owner_AsksTwice()
    {
        var ids = new[] { await _host.NewSample(), await _host.NewSample() };
        _host.ResetCounts();
        for (var times = 1; times < 5; times++)
        {
            Assert.Equal(ids, (await Ask(Make.Alice, ids)).Select(version => version.Sample));
            Assert.Equal((Math.Min(times, 2), 2 * Math.Min(times, 2)), (_host.Samples.Reads.Sets, _host.Samples.Reads.SetTrees));
        }
    }

    [Fact]
    public async Task GetSamples_SomeCached_AsksForTheOthersOnly()
    {
        var known = await _host.NewSample();
        await AskTwice(Make.Alice, known);
        var other = await _host.NewSample();
        _host.ResetCounts();
        Assert.Equal([other, known, other], (await Ask(Make.Alice, other, known, other)).Select(version => version.Sample));
        Assert.Equal((1, 1), (_host.Samples.Reads.Sets, _host.Samples.Reads.SetTrees));
    }

    [Fact]
    public async Task GetSamples_ReadByTheReader_AreNotAskedFor()
    {
        var id = await _host.NewSample();
        await _host.ReadTwice(Make.Alice, id);
        _host.ResetCounts();
        Assert.Equal([new SampleVersionId(id, 1)], await Ask(Make.Alice, id));
        await Make.FailsWith(ErrorKind.Unauthorized, () => Ask(Make.Bob, id));
        Assert.Equal(0, _host.Samples.Reads.All);
    }

    [Fact]
    public async Task GetSamples_DatabaseShared_AsksForRightsEachTimeAndTreesTwice()
    {
        _host.Ownership.Lose();
        var elsewhere = await processes.ElsewhereAsync();
        elsewhere.Ownership.Lose();
        var id = await _host.NewSample();
        _host.ResetCounts();
        await AskTwice(Make.Alice, id);
        await AskTwice(Make.Alice, id);
        Assert.Equal((4, 2), (_host.Samples.Reads.Sets, _host.Samples.Reads.SetTrees));
        await elsewhere.Grains.GetSample(id).Save(Make.Version(Make.Alice));
        Assert.Equal(2, (await Ask(Make.Alice, id))[0].Version);
        await elsewhere.Grains.GetSample(id).ChangeAcls(Make.Acls(Make.Alice, read: ["bob"]));
        await AskTwice(Make.Bob, id);
        await elsewhere.Grains.GetSample(id).ChangeAcls(Make.Acls(Make.Alice, remove: ["bob"]));
        await Make.FailsWith(ErrorKind.Unauthorized, () => Ask(Make.Bob, id));
    }

    [Fact]
    public async Task GetSamples_CachedForOneUser_ChecksTheRightsOfAnother()
    {
        var id = await _host.NewSample();
        await AskTwice(Make.Alice, id);
        await Make.FailsWith(ErrorKind.Unauthorized, () => Ask(Make.Bob, id));
        await Make.FailsWith(ErrorKind.Unauthorized, () => Ask(Make.Anonymous, id));
        await AskTwice(Make.Administrator, id);
        await Make.FailsWith(ErrorKind.Unauthorized, () => Ask(Make.Administrator with { IsAdministrator = false }, id));
    }

    [Fact]
    public async Task GetSamples_VersionSavedOrRightTaken_CountsAtOnce()
    {
        var id = await _host.NewSample();
        var sample = _host.Grains.GetSample(id);
        await sample.ChangeAcls(Make.Acls(Make.Alice, read: ["bob"]));
        await AskTwice(Make.Bob, id);
        await sample.Save(Make.Version(Make.Alice));
        Assert.Equal(2, (await Ask(Make.Bob, id))[0].Version);
        await AskTwice(Make.Bob, id);
        await sample.ReplaceAcls(new(
            Make.Alice, new AclReplacement(UserSet.Of([]), UserSet.Of([]), UserSet.Of([]), false), WriteId.New()));
        await Make.FailsWith(ErrorKind.Unauthorized, () => Ask(Make.Bob, id));
    }

    [Fact]
    public async Task GetSamples_AnswerReadBeforeAWriteComesAfterIt_IsNotRemembered()
    {
        var id = await _host.NewSample();
        await Ask(Make.Alice, id);
        _host.Samples.Answers.Close(calls: 1);
        var late = Ask(Make.Alice, id);
        await _host.Samples.Answers.Arrived;
        await _host.Grains.GetSample(id).Save(Make.Version(Make.Alice));
        _host.Samples.Answers.Open();
        Assert.Equal(1, (await late)[0].Version);
        Assert.Equal(2, (await Ask(Make.Alice, id))[0].Version);
    }

    [Fact]
    public async Task GetSamples_WrittenElsewhereWhileOwnershipWasLost_SeesIt()
    {
        var id = await _host.NewSample();
        await AskTwice(Make.Alice, id);
        _host.Ownership.Lose();
        await (await processes.ElsewhereAsync()).Grains.GetSample(id).Save(Make.Version(Make.Alice));
        _host.Ownership.Gain();
        Assert.Equal(2, (await Ask(Make.Alice, id))[0].Version);
    }

    [Fact]
    public async Task GetSamples_AfterAWriteOfUnknownOutcome_LooksForIt()
    {
        var id = await _host.NewSample();
        await AskTwice(Make.Alice, id);
        _host.Samples.LosesAnswers = true;
        await Assert.ThrowsAsync<ServiceException>(() => _host.Grains.GetSample(id).Save(Make.Version(Make.Alice)));
        _host.Samples.LosesAnswers = false;
        Assert.Equal(2, (await Ask(Make.Alice, id))[0].Version);
    }

    private async Task AskTwice(Requester requester, SampleId id)
    {
        await Ask(requester, id);
        await Ask(requester, id);
    }

    private async Task<SampleVersionId[]> Ask(Requester requester, params SampleId[] ids) =>
    [
        .. (await _host.Queries.GetSamplesAsync(
            requester, [.. ids.Select(id => new SampleAddress(id, null))], CancellationToken.None)).Select(Make.IdOf),
    ];
}
