using SampleService.Domain;
using SampleService.Grains.Abstractions;

namespace SampleService.Grains.Tests;

/// <summary>No answer takes more than a server is to hold.</summary>
public sealed class AnswerLimitTests
{
    [Fact]
    public async Task GetSamples_TooLargeAnAnswer_IsRefused()
    {
        var tree = Make.Content().NodeTree.Length;
        await using var host = await GrainHost.StartAsync(new GrainHostOptions { Answers = new AnswerLimits(2 * tree) });
        var sample = await host.NewSample();
        Task<DocumentOrVersion[]> Ask(int times) => host.Queries.GetSamplesAsync(
            Make.Alice, [.. Enumerable.Repeat(new SampleAddress(sample, null), times)], CancellationToken.None);
        Assert.Equal(2, (await Ask(2)).Length);
        var refusal = await Make.FailsWith(ErrorKind.IllegalParameter, () => Ask(3));
        Assert.Equal($"The answer would have more than {2 * tree} bytes; ask for fewer samples at a time", refusal.Detail);
    }

    [Fact]
    public async Task GetBySamples_TooLargeAnAnswer_IsRefused()
    {
        await using var host = await GrainHost.StartAsync(new GrainHostOptions { Answers = new AnswerLimits(300) });
        var sample = await host.NewSample();
        var query = new SampleLinksQuery([new SampleVersionId(sample, 1)], null, null);
        await host.Grains.GetDataLink(Make.Unit("a")).Create(Make.Link(Make.Alice, sample, Make.Unit("a")));
        Assert.Single(await host.LinkQueries.GetBySamplesAsync(query, CancellationToken.None));
        await host.Grains.GetDataLink(Make.Unit("b")).Create(Make.Link(Make.Alice, sample, Make.Unit("b")));
        await Make.FailsWith(
            ErrorKind.IllegalParameter, async () => await host.LinkQueries.GetBySamplesAsync(query, CancellationToken.None));
        await Make.FailsWith(
            ErrorKind.IllegalParameter,
            async () => await host.LinkQueries.GetByReadableSamplesAsync(Make.Alice, query, CancellationToken.None));
    }
}
