using System.Text;
using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains.Tests;

/// <summary>What is remembered of samples when operations have changed them.</summary>
public sealed class OperationsTests(GrainFixture processes) : IClassFixture<GrainFixture>
{
    private readonly GrainHost _host = processes.Begin();

    [Fact]
    public async Task Apply_SampleThatGrainAndReaderRemember_IsSeenByBothAtOnce()
    {
        var id = await _host.NewSample();
        var sample = _host.Grains.GetSample(id);
        for (var round = 0; round < 3; round++)
        {
            await sample.Authorize(Make.Alice, AccessLevel.Read);
            await _host.Read(Make.Alice, id);
            await ApplyAsync(Share(id, $"user{round}"), new SaveNextVersion(SampleReference.Of(id), Make.Version(Make.Alice).Content, null));

            var reader = new Requester(new UserName($"user{round}"), false);
            Assert.Equal(2 + round, (await sample.Authorize(reader, AccessLevel.Read)).Head);
            Assert.Equal(2 + round, await _host.Read(reader, id));
            Assert.Equal(1 + round, (await sample.GetAcls(Make.Alice)).Read.Count);
        }
    }

    [Fact]
    public async Task Save_AfterApply_GoesOnFromWhatIsStored()
    {
        var id = await _host.NewSample();
        var sample = _host.Grains.GetSample(id);
        await sample.Save(Make.Version(Make.Alice));
        await ApplyAsync(Share(id, "bob"));
        await sample.ChangeAcls(Make.Acls(Make.Alice, read: ["carol"]));

        Assert.Equal([new UserName("bob"), new UserName("carol")], (await sample.GetAcls(Make.Alice)).Read);
        Assert.Equal(3, await sample.Save(Make.Version(Make.Alice, prior: 2)));
    }

    [Fact]
    public async Task Authorize_AfterAWriteOfTheGrain_AsksNobody()
    {
        var id = await _host.NewSample();
        var sample = _host.Grains.GetSample(id);
        await sample.Save(Make.Version(Make.Alice));
        _host.Samples.ResetCounts();

        await sample.Authorize(Make.Alice, AccessLevel.Write);
        await sample.Save(Make.Version(Make.Alice));
        await sample.Authorize(Make.Alice, AccessLevel.Write);
        Assert.Equal(0, _host.Samples.Reads.All);
    }

    [Fact]
    public async Task Apply_OutcomeUnknown_NothingIsAnsweredFromMemory()
    {
        var id = await _host.NewSample();
        var sample = _host.Grains.GetSample(id);
        await sample.Authorize(Make.Alice, AccessLevel.Write);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _host.Operations.ApplyAsync(Call(
            [Share(id, "bob")], static _ => throw new InvalidOperationException("The answer cannot be made."))));

        _host.Samples.ResetCounts();
        await sample.Authorize(Make.Alice, AccessLevel.Write);
        Assert.Equal(1, _host.Samples.Reads.Confirmations);
    }

    [Fact]
    public async Task Enter_SameName_WaitsUntilTheFirstHasLeft()
    {
        var key = new RequestKey(new UserName("alice"), "one", new byte[1]);
        var first = await _host.Operations.EnterAsync(key, default);
        var second = _host.Operations.EnterAsync(key, default).AsTask();
        using (await _host.Operations.EnterAsync(key with { User = new UserName("bob") }, default))
            Assert.False(second.IsCompleted);

        first.Dispose();
        (await second).Dispose();
        Assert.Equal(0, _host.Service<RequestGates>().Count);
    }

    [Fact]
    public async Task Enter_CallerThatLeaves_LetsOthersThrough()
    {
        var key = new RequestKey(new UserName("alice"), "two", new byte[1]);
        var first = await _host.Operations.EnterAsync(key, default);
        using var gone = new CancellationTokenSource();
        var second = _host.Operations.EnterAsync(key, gone.Token).AsTask();
        var third = _host.Operations.EnterAsync(key, default).AsTask();
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        first.Dispose();
        (await third).Dispose();
        Assert.Equal(0, _host.Service<RequestGates>().Count);
    }

    private static UpdateSampleAcls Share(SampleId id, string reader) => new(
        SampleReference.Of(id),
        new AclDelta(UserSet.Empty, UserSet.Empty, UserSet.Of([new UserName(reader)]), UserSet.Empty, null, false));

    private Task<ReadOnlyMemory<byte>> ApplyAsync(params WriteOperation[] operations) => _host.Operations.ApplyAsync(Call(
        operations, static outcome => outcome.IsApplied ? Encoding.ASCII.GetBytes("true") : throw outcome.Answers[0].Error!));

    private static OperationCall Call(WriteOperation[] operations, Func<OperationOutcome, ReadOnlyMemory<byte>> write) => new()
    {
        Operations = operations,
        Caller = new OperationCaller(Make.Alice, Make.Alice.User!.Value),
        WriteAnswer = write,
    };
}
