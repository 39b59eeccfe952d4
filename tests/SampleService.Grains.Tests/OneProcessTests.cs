using SampleService.Contracts;
using SampleService.Domain;

namespace SampleService.Grains.Tests;

/// <summary>What holds within one process, which all grains share: what is asked of the database, and what is remembered.</summary>
public sealed class OneProcessTests
{
    [Fact]
    public async Task Concurrent_reads_are_confirmed_by_few_queries()
    {
        await using var host = GrainHost.Start(period: null);
        var ids = new List<SampleId>();
        for (var i = 0; i < 50; i++)
            ids.Add(await host.NewSample());
        host.Samples.HoldConfirmations();
        var reads = ids.Select(id => host.Grains.GetSample(id).Authorize(Make.Alice, AccessLevel.Read)).ToArray();
        host.Samples.LetConfirmationsGo();
        await Task.WhenAll(reads);
        // Two were under way when the others came, which then went together.
        Assert.Equal(3, host.Samples.Confirmations);
    }

    [Fact]
    public async Task After_a_write_of_unknown_outcome_even_the_owner_asks()
    {
        await using var host = GrainHost.Start(period: 1);
        var id = await host.NewSample();
        host.Samples.LosesAnswers = true;
        await Make.FailsWith(ErrorKind.StorageFailure, () => host.Grains.GetSample(id).Save(Make.Version(Make.Alice)));
        for (var i = 0; i < 3; i++)
            await host.Grains.GetSample(id).Authorize(Make.Alice, AccessLevel.Read);
        Assert.Equal(1, host.Samples.HeaderReads);
        Assert.Equal(2, host.Samples.Confirmations);
    }

    [Fact]
    public async Task Query_ends_in_the_store_when_its_caller_is_gone()
    {
        await using var host = GrainHost.Start();
        var mine = await host.NewSample();
        host.Samples.HoldQueries();
        using var caller = new CancellationTokenSource();
        var query = host.Grains.GetGrain<ISampleQueryGrain>(0).GetSamples(new GetSamples(Make.Alice, [new(mine, null)]), caller.Token);
        await host.Samples.QueryArrived;
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => query);
        await host.Samples.QueryCancelled;
    }
}
