using SampleService.Contracts;
using SampleService.Domain;

namespace SampleService.Grains.Tests;

/// <summary>What is asked of the database at one time goes in one query, within a process.</summary>
public sealed class ConfirmationTests
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
}
