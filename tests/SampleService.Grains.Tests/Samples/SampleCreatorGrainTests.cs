using SampleService.Domain;
using SampleService.Grains.Abstractions;

namespace SampleService.Grains.Tests;

/// <summary>New samples are stored without an activation of their own, and leave no doubt about others.</summary>
public sealed class SampleCreatorGrainTests(GrainFixture processes) : IClassFixture<GrainFixture>
{
    private readonly GrainHost _host = processes.Begin();

    [Fact]
    public async Task Create_NewSample_IsOneGrainCallAndFound()
    {
        _host.ResetCounts();
        var id = await _host.NewSample();
        Assert.Equal((1, 0), (_host.GrainCalls, _host.Samples.Reads.All));
        Assert.Equal(1, (await _host.Grains.GetSample(id).Authorize(Make.Alice, AccessLevel.Owner)).Head);
        Assert.Equal(1, await _host.Read(Make.Alice, id));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Create_Fails_LeavesReadsOfOthersOwned(bool isStored)
    {
        var other = await _host.NewSample();
        await _host.ReadTwice(Make.Alice, other);
        if (isStored)
            _host.Samples.LosesAnswers = true;
        else
            _host.Samples.WriteFault = new ServiceException(ErrorKind.StorageFailure, "lost");
        await Make.FailsWith(ErrorKind.StorageFailure, () => _host.NewSample());
        _host.ResetCounts();
        Assert.Equal(1, await _host.Read(Make.Alice, other));
        Assert.Equal((0, 0), (_host.Samples.Reads.All, _host.GrainCalls));
    }

    [Fact]
    public async Task Create_RepeatedAfterALostAnswer_FindsItsOwnWork()
    {
        var command = Make.Sample(SampleId.New(TimeProvider.System));
        _host.Samples.LosesAnswers = true;
        await Make.FailsWith(ErrorKind.StorageFailure, () => _host.Creator.Create(command));
        _host.Samples.LosesAnswers = false;
        await _host.Creator.Create(command);
        Assert.Equal(1, await _host.Read(Make.Alice, command.Sample));
    }

    [Fact]
    public async Task Create_WhileAnotherWaits_GoesAhead()
    {
        _host.Samples.Writes.Close(calls: 1);
        var waiting = _host.NewSample();
        await _host.Samples.Writes.Arrived;
        Assert.Equal(1, await _host.Read(Make.Alice, await _host.NewSample()));
        Assert.False(waiting.IsCompleted);
        _host.Samples.Writes.Open();
        Assert.Equal(1, await _host.Read(Make.Alice, await waiting));
    }
}
