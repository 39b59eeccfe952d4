using SampleService.Domain;
using SampleService.Grains.Abstractions;

namespace SampleService.Grains.Tests;

/// <summary>Single versions: from the cache without a query or a grain, else by one query, else from the version's grain.</summary>
public sealed class SampleReaderTests(GrainFixture processes) : IClassFixture<GrainFixture>
{
    private static readonly VersionNumber Beyond = VersionNumber.FromDigits("1180591620717411303424");

    private readonly GrainHost _host = processes.Begin();

    [Fact]
    public async Task GetDocument_FirstRead_IsOneQueryAndCallsNoGrain()
    {
        var id = await _host.NewSample();
        _host.ResetCounts();
        Assert.Equal(1, await _host.Read(Make.Alice, id));
        Assert.Equal((1, 1, 0), (_host.Samples.Reads.Combined, _host.Samples.Reads.All, _host.GrainCalls));
    }

    [Fact]
    public async Task GetDocument_SecondRead_TakesTheTextFromItsGrain()
    {
        var id = await _host.NewSample();
        await _host.Read(Make.Alice, id);
        _host.ResetCounts();
        Assert.Equal(1, await _host.Read(Make.Alice, id));
        Assert.Equal((1, 1, 2), (_host.Samples.Reads.Headers, _host.Samples.Reads.Versions, _host.Samples.Reads.All));
        Assert.Equal(1, _host.GrainCalls);
    }

    [Fact]
    public async Task GetDocument_Hit_MakesNoQueryAndNoGrainCall()
    {
        var id = await _host.NewSample();
        await _host.ReadTwice(Make.Alice, id);
        _host.ResetCounts();
        for (var i = 0; i < 5; i++)
        {
            var read = _host.Reader.GetDocumentAsync(id, null, Make.Alice, CancellationToken.None);
            Assert.True(read.IsCompletedSuccessfully);
            Assert.Equal(1, Make.VersionOf(await read));
        }

        Assert.Equal((0, 0), (_host.Samples.Reads.All, _host.GrainCalls));
    }

    [Fact]
    public async Task GetDocument_OldVersion_IsKeptToo()
    {
        var id = await _host.NewSample();
        await _host.Grains.GetSample(id).Save(Make.Version(Make.Alice));
        await _host.ReadTwice(Make.Alice, id, version: 1);
        await _host.ReadTwice(Make.Alice, id);
        _host.ResetCounts();
        Assert.Equal(1, await _host.Read(Make.Alice, id, version: 1));
        Assert.Equal(2, await _host.Read(Make.Alice, id));
        Assert.Equal(2, await _host.Read(Make.Alice, id, version: 2));
        Assert.Equal((0, 0), (_host.Samples.Reads.All, _host.GrainCalls));
    }

    [Fact]
    public async Task GetDocument_AfterASave_GivesTheNewVersion()
    {
        var id = await _host.NewSample();
        for (var head = 1; head < 6; head++)
        {
            for (var times = 0; times < 3; times++)
                Assert.Equal(head, await _host.Read(Make.Alice, id));
            Assert.Equal(head + 1, await _host.Grains.GetSample(id).Save(Make.Version(Make.Alice)));
        }
    }

    [Fact]
    public async Task GetDocument_AfterAnAclChange_GoesByTheNewAcls()
    {
        var id = await _host.NewSample();
        var sample = _host.Grains.GetSample(id);
        for (var round = 0; round < 3; round++)
        {
            await _host.ReadTwice(Make.Alice, id);
            await Make.FailsWith(ErrorKind.Unauthorized, () => _host.Read(Make.Bob, id));
            await sample.ChangeAcls(Make.Acls(Make.Alice, read: ["bob"]));
            await _host.ReadTwice(Make.Bob, id);
            await sample.ReplaceAcls(new(
                Make.Alice, new AclReplacement(UserSet.Of([]), UserSet.Of([]), UserSet.Of([]), false), WriteId.New()));
        }
    }

    [Fact]
    public async Task GetDocument_CachedText_ChecksTheRightsOfEachReader()
    {
        var id = await _host.NewSample();
        await _host.ReadTwice(Make.Alice, id);
        _host.ResetCounts();
        var refusal = await Make.FailsWith(ErrorKind.Unauthorized, () => _host.Read(Make.Bob, id));
        Assert.Equal($"User bob cannot read sample {id}", refusal.Detail);
        await Make.FailsWith(ErrorKind.Unauthorized, () => _host.Read(Make.Anonymous, id));
        await Make.FailsWith(ErrorKind.Unauthorized, () => _host.Read(Make.Bob, id, version: 9));
        Assert.Equal(1, await _host.Read(Make.Administrator, id));
        await Make.FailsWith(ErrorKind.Unauthorized, () => _host.Read(Make.Administrator with { IsAdministrator = false }, id));
        Assert.Equal(0, _host.Samples.Reads.All);
    }

    [Fact]
    public async Task GetDocument_UncachedText_ChecksTheRightsOfEachReader()
    {
        var id = await _host.NewSample();
        for (var times = 0; times < 3; times++)
        {
            await Make.FailsWith(ErrorKind.Unauthorized, () => _host.Read(Make.Bob, id));
            await Make.FailsWith(ErrorKind.Unauthorized, () => _host.Read(Make.Bob, id, version: 9));
        }
    }

    [Fact]
    public async Task GetDocument_VersionAboveTheHead_NamesTheNumberAsked()
    {
        var id = await _host.NewSample();
        for (var times = 0; times < 3; times++)
        {
            foreach (var number in new[] { new VersionNumber(2), new VersionNumber(int.MaxValue), Beyond })
            {
                var failure = await Make.FailsWith(ErrorKind.NoSuchSampleVersion,
                    async () => await _host.Reader.GetDocumentAsync(id, number, Make.Alice, CancellationToken.None));
                Assert.Equal($"{id} ver {number}", failure.Detail);
            }

            await _host.Read(Make.Alice, id);
        }
    }

    [Fact]
    public async Task GetDocument_MissingSampleIsCreated_FindsIt()
    {
        var id = SampleId.New(TimeProvider.System);
        for (var times = 0; times < 3; times++)
        {
            var failure = await Make.FailsWith(ErrorKind.NoSuchSample, () => _host.Read(Make.Administrator, id));
            Assert.Equal(id.ToString(), failure.Detail);
        }

        await _host.Creator.Create(Make.Sample(id));
        Assert.Equal(1, await _host.Read(Make.Alice, id));
    }

    [Fact]
    public async Task GetDocument_ConcurrentMisses_ShareALoad()
    {
        var id = await _host.NewSample();
        await _host.Read(Make.Alice, id);
        _host.ResetCounts();
        _host.Samples.Queries.Close();
        var reads = Enumerable.Range(0, 20).Select(_ => _host.Read(Make.Alice, id)).ToArray();
        await _host.Samples.Queries.Arrived;
        _host.Samples.Queries.Open();
        Assert.All(await Task.WhenAll(reads), version => Assert.Equal(1, version));
        // The first began before the others came, which then went together.
        Assert.Equal((2, 1, 3), (_host.Samples.Reads.Headers, _host.Samples.Reads.Versions, _host.Samples.Reads.All));
    }

    [Fact]
    public async Task GetDocument_ConcurrentMissesOfOtherRights_AreAnsweredEachByTheirOwn()
    {
        var id = await _host.NewSample();
        await _host.Read(Make.Alice, id);
        _host.Samples.Queries.Close();
        var mine = _host.Read(Make.Alice, id);
        var theirs = _host.Read(Make.Bob, id);
        _host.Samples.Queries.Open();
        Assert.Equal(1, await mine);
        await Make.FailsWith(ErrorKind.Unauthorized, () => theirs);
    }

    [Fact]
    public async Task GetDocument_LoadFails_LeavesNothingBehind()
    {
        var id = await _host.NewSample();
        for (var times = 0; times < 3; times++)
        {
            _host.Samples.ReadFault = new ServiceException(ErrorKind.StorageFailure, "lost");
            await Make.FailsWith(ErrorKind.StorageFailure, () => _host.Read(Make.Alice, id));
            _host.Samples.ReadFault = null;
        }

        Assert.Equal(1, await _host.Read(Make.Alice, id));
        Assert.Equal(1, await _host.Read(Make.Alice, id));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task GetDocument_CallerGone_EndsTheQuery(bool isKept)
    {
        var id = await _host.NewSample();
        if (isKept)
            await _host.Read(Make.Alice, id);
        _host.Samples.Queries.Close();
        using var caller = new CancellationTokenSource();
        var read = _host.Reader.GetDocumentAsync(id, null, Make.Alice, caller.Token).AsTask();
        await _host.Samples.Queries.Arrived;
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
        await _host.Samples.Queries.Cancelled;
        _host.Samples.Queries.Open();
        Assert.Equal(1, await _host.Read(Make.Alice, id));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task GetDocument_AnswerReadBeforeAWriteComesAfterIt_IsNotTakenForTheNewest(bool isKept)
    {
        var id = await _host.NewSample();
        if (isKept)
            await _host.Read(Make.Alice, id);
        _host.Samples.Answers.Close(calls: 1);
        var late = _host.Read(Make.Alice, id);
        await _host.Samples.Answers.Arrived;
        await _host.Grains.GetSample(id).Save(Make.Version(Make.Alice));
        var next = _host.Read(Make.Alice, id);
        _host.Samples.Answers.Open();
        Assert.Equal(1, await late);
        Assert.Equal(2, await next);
        Assert.Equal(2, await _host.Read(Make.Alice, id));
    }

    [Fact]
    public async Task GetDocument_WrittenElsewhereWhileOwnershipWasLost_SeesIt()
    {
        var id = await _host.NewSample();
        await _host.ReadTwice(Make.Alice, id);
        _host.Ownership.Lose();
        await (await processes.ElsewhereAsync()).Grains.GetSample(id).Save(Make.Version(Make.Alice));
        _host.Ownership.Gain();
        Assert.Equal(2, await _host.Read(Make.Alice, id));
    }

    [Fact]
    public async Task GetDocument_AfterAWriteOfUnknownOutcome_AsksForAWhile()
    {
        var (id, other) = (await _host.NewSample(), await _host.NewSample());
        await _host.ReadTwice(Make.Alice, id);
        await _host.ReadTwice(Make.Alice, other);
        _host.Samples.LosesAnswers = true;
        await Make.FailsWith(ErrorKind.StorageFailure, () => _host.Grains.GetSample(id).Save(Make.Version(Make.Alice)));
        _host.Samples.LosesAnswers = false;
        Assert.Equal(2, await _host.Read(Make.Alice, id));
        _host.ResetCounts();
        await _host.ReadTwice(Make.Alice, other);
        Assert.Equal((2, 2), (_host.Samples.Reads.Confirmations, _host.Samples.Reads.All));
        _host.Clock.Advance(TimeSpan.FromMinutes(2));
        await _host.ReadTwice(Make.Alice, id);
        await _host.ReadTwice(Make.Alice, other);
        _host.ResetCounts();
        Assert.Equal((2, 1), (await _host.Read(Make.Alice, id), await _host.Read(Make.Alice, other)));
        Assert.Equal((0, 0), (_host.Samples.Reads.All, _host.GrainCalls));
    }

    [Fact]
    public async Task FindDocument_AnyVersion_IsReadOnceAndThenKept()
    {
        var version = new SampleVersionId(await _host.NewSample(), 1);
        _host.ResetCounts();
        for (var times = 0; times < 4; times++)
        {
            Assert.Equal(1, Make.VersionOf((await _host.Reader.FindDocumentAsync(version, CancellationToken.None))!));
            Assert.Equal((Math.Min(times + 1, 2), Math.Min(times, 1)), (_host.Samples.Reads.All, _host.GrainCalls));
        }
    }

    [Fact]
    public async Task FindDocument_MissingVersionIsSaved_FindsIt()
    {
        var version = new SampleVersionId(await _host.NewSample(), 2);
        for (var times = 0; times < 3; times++)
            Assert.Null(await _host.Reader.FindDocumentAsync(version, CancellationToken.None));
        await _host.Grains.GetSample(version.Sample).Save(Make.Version(Make.Alice));
        Assert.Equal(2, Make.VersionOf((await _host.Reader.FindDocumentAsync(version, CancellationToken.None))!));
    }
}
