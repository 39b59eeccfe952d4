using SampleService.Domain;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>How every <see cref="ILinkStore"/> holds the limits of active links.</summary>
public abstract class LinkLimitSpecification : StoreSpecification
{
    private static readonly LinkLimits Three = new(3, 3);

    [StoreFact]
    public async Task Create_ObjectVersionIsFull_SaysSoFirst()
    {
        var sample = await StoreSampleAsync();
        var links = await FillAsync(i => Make.Unit(1, 1, 1, $"d{i}"), sample);

        Assert.Equal(LinkStatus.TooManyFromObject, await TryAsync(Make.Unit(1, 1, 1, "more"), sample));
        Assert.Equal(LinkStatus.TooManyFromSample, await TryAsync(Make.Unit(1, 1, 2, "more"), sample));
        var other = await StoreSampleAsync();
        Assert.Equal(LinkStatus.TooManyFromObject, await TryAsync(Make.Unit(1, 1, 1, "more"), other));

        await Links.ExpireAsync(Make.Expiry(links[0].Id), default);
        Assert.Equal(LinkStatus.Created, await TryAsync(Make.Unit(1, 1, 1, "more"), sample));
        Assert.Equal(LinkStatus.TooManyFromObject, await TryAsync(Make.Unit(1, 1, 1, "most"), sample));
    }

    [StoreFact]
    public async Task Create_LimitIsPerVersion_OthersHaveRoom()
    {
        var sample = await StoreSampleAsync();
        await Samples.SaveVersionAsync(Make.Version(sample.Sample), default);
        await FillAsync(i => Make.Unit(1, 1, i), sample);

        Assert.Equal(LinkStatus.TooManyFromSample, await TryAsync(Make.Unit(1, 1, 9), sample));
        Assert.Equal(LinkStatus.Created, await TryAsync(Make.Unit(1, 1, 9), sample with { Version = 2 }));
    }

    [StoreFact]
    public async Task Replace_WithinFullVersion_ChecksNothing()
    {
        var sample = await StoreSampleAsync("root", "other");
        var links = await FillAsync(i => Make.Unit(1, 1, 1, $"d{i}"), sample);
        Assert.Equal(
            LinkStatus.Created,
            (await Links.CreateAsync(
                Make.Link(links[0].Unit, sample, "other", links[0].Id) with { Limits = new LinkLimits(1, 1) }, default)).Status);
    }

    [StoreFact]
    public async Task Replace_ToAnotherVersion_ChecksOnlyThatVersion()
    {
        var full = await StoreSampleAsync();
        var target = await StoreSampleAsync();
        var links = await FillAsync(i => Make.Unit(1, 1, 1, $"d{i}"), full);
        var elsewhere = await FillAsync(i => Make.Unit(2, 2, 2, $"d{i}"), target);

        Assert.Equal(LinkStatus.TooManyFromSample, await TryAsync(links[0].Unit, target, links[0].Id));
        await Links.ExpireAsync(Make.Expiry(elsewhere[0].Id), default);
        Assert.Equal(LinkStatus.Created, await TryAsync(links[0].Unit, target, links[0].Id));

        // The old version got a place, the object version did not.
        Assert.Equal(LinkStatus.TooManyFromObject, await TryAsync(Make.Unit(1, 1, 1, "more"), full));
        Assert.Equal(LinkStatus.Created, await TryAsync(Make.Unit(3, 3, 3), full));
        Assert.Equal(LinkStatus.TooManyFromSample, await TryAsync(Make.Unit(3, 3, 4), full));
    }

    [StoreFact]
    public async Task Create_ManyAtOnce_NeverMoreThanTheLimit()
    {
        var limits = new LinkLimits(100, 10);
        var sample = await StoreSampleAsync();
        var outcomes = await AtOnceAsync(64, i => Links.CreateAsync(
            Make.Link(Make.Unit(1, i + 1, 1), sample) with { Limits = limits }, default).AsTask());
        Assert.Equal(10, outcomes.Count(outcome => outcome.Status == LinkStatus.Created));
        Assert.Equal(54, outcomes.Count(outcome => outcome.Status == LinkStatus.TooManyFromSample));
    }

    private async Task<LinkStatus> TryAsync(DataUnit unit, SampleVersionId sample, LinkId? replaces = null) =>
        (await Links.CreateAsync(Make.Link(unit, sample, replaces: replaces) with { Limits = Three }, default)).Status;

    private async Task<List<DataLink>> FillAsync(Func<int, DataUnit> unit, SampleVersionId sample)
    {
        var links = new List<DataLink>();
        for (var i = 1; i <= 3; i++)
        {
            var outcome = await Links.CreateAsync(Make.Link(unit(i), sample) with { Limits = Three }, default);
            Assert.Equal(LinkStatus.Created, outcome.Status);
            links.Add(outcome.Link!);
        }

        return links;
    }
}
