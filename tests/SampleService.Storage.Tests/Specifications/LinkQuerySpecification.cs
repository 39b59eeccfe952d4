using SampleService.Domain;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>How every <see cref="ILinkStore"/> finds links.</summary>
public abstract class LinkQuerySpecification : StoreSpecification
{
    [StoreFact]
    public async Task FindAt_BothBoundsCount()
    {
        var sample = await StoreSampleAsync();
        var unit = Make.Unit(1, 1, 1);
        var begun = Clock.Now;
        var link = (await Links.CreateAsync(Make.Link(unit, sample), default)).Link!;
        Clock.Now = begun.Plus(100);
        link = (await Links.ExpireAsync(Make.Expiry(link.Id), default)).Link!;

        async Task Expect(Timestamp at, params DataLink[] expected)
        {
            Assert.Equal(expected, await Links.FindByObjectAsync(unit.Upa, at, default));
            Assert.Equal(expected, await Links.FindBySamplesAsync([sample], at, null, default));
        }

        await Expect(Timestamp.Earliest);
        await Expect(begun.Plus(-1));
        await Expect(begun, link);
        await Expect(begun.Plus(100), link);
        await Expect(begun.Plus(101));
        await Expect(Timestamp.Latest);
    }

    [StoreFact]
    public async Task FindAt_UnexpiredLink_HasNoEnd()
    {
        var sample = await StoreSampleAsync();
        var link = (await Links.CreateAsync(Make.Link(Make.Unit(1, 1, 1), sample), default)).Link!;
        Assert.Equal([link], await Links.FindByObjectAsync(link.Unit.Upa, Timestamp.Latest, default));
        Assert.Equal([link], await Links.FindBySamplesAsync([sample], Timestamp.Latest, null, default));
    }

    [StoreFact]
    public async Task Find_WithoutMoment_ShowsTheUnexpiredWhateverTheClockSays()
    {
        var sample = await StoreSampleAsync();
        var link = (await Links.CreateAsync(Make.Link(Make.Unit(1, 1, 1), sample), default)).Link!;
        Clock.Now = Clock.Now.Plus(-1_000_000);
        Assert.Equal([link], await Links.FindByObjectAsync(link.Unit.Upa, null, default));
        Assert.Equal([link], await Links.FindBySamplesAsync([sample], null, null, default));
    }

    [StoreFact]
    public async Task CountByNode_CountsActiveLinksOfTheNodeOfTheVersion_ByWorkspace()
    {
        var sample = await StoreSampleAsync("root", "part");
        await Samples.SaveVersionAsync(Make.Version(sample.Sample), default);
        foreach (var (workspace, data) in ((long, string)[])[(1, "a"), (1, "b"), (2, "a")])
            await Links.CreateAsync(Make.Link(Make.Unit(workspace, 1, 1, data), sample), default);
        await Links.CreateAsync(Make.Link(Make.Unit(1, 1, 1, "c"), sample, "part"), default);
        await Links.CreateAsync(Make.Link(Make.Unit(1, 1, 1, "d"), sample with { Version = 2 }), default);
        var ended = (await Links.CreateAsync(Make.Link(Make.Unit(3, 1, 1), sample), default)).Link!;
        await Links.ExpireAsync(Make.Expiry(ended.Id), default);

        Assert.Equal(
            [(1L, 2), (2L, 1)],
            (await Links.CountByNodeAsync(sample, new NodeId("root"), default)).Select(count => (count.Key.Value, count.Value)).Order());
        Assert.Empty(await Links.CountByNodeAsync(sample, new NodeId("none"), default));
    }

    [StoreFact]
    public async Task FindByObject_OrdersByCreationThenId()
    {
        var sample = await StoreSampleAsync();
        var links = new List<DataLink>();
        foreach (var step in (int[])[0, 0, 0, 5, 0, -20, 0, 3])
        {
            Clock.Now = Clock.Now.Plus(step);
            var unit = Make.Unit(1, 1, 1, $"d{links.Count}");
            links.Add((await Links.CreateAsync(Make.Link(unit, sample), default)).Link!);
        }

        var expected = links.OrderBy(link => link.Created).ThenBy(link => link.Id.ToString(), StringComparer.Ordinal).ToList();
        Assert.Equal(expected, await Links.FindByObjectAsync(links[0].Unit.Upa, null, default));
        Assert.Equal(expected, await Links.FindByObjectAsync(links[0].Unit.Upa, Timestamp.Latest, default));
        Assert.Equal(expected, await Links.FindBySamplesAsync([sample], null, null, default));
        Assert.Equal(expected, await Links.FindBySamplesAsync([sample], Timestamp.Latest, null, default));
        Assert.Empty(await Links.FindByObjectAsync(Make.Unit(1, 1, 2).Upa, null, default));
    }

    [StoreFact]
    public async Task FindBySamples_GroupsInTheOrderAskedFor()
    {
        var first = await StoreSampleAsync();
        var second = await StoreSampleAsync();
        await Samples.SaveVersionAsync(Make.Version(second.Sample), default);
        var later = second with { Version = 2 };
        var a = await LinkAsync(1, first);
        var b = await LinkAsync(2, second);
        var c = await LinkAsync(3, first);
        var d = await LinkAsync(4, later);
        var unknown = new SampleVersionId(SampleId.New(TimeProvider.System), 1);

        Assert.Equal(
            [d, b, a, c, d],
            await Links.FindBySamplesAsync([later, unknown, second, first, second with { Version = 9 }, later], null, null, default));
        Assert.Equal(
            [a, c, d, a, c],
            await Links.FindBySamplesAsync([first, later, first], Clock.Now, null, default));
        Assert.Empty(await Links.FindBySamplesAsync([], null, null, default));
    }

    [StoreFact]
    public async Task FindBySamples_ThousandsOfVersions_InOneQuery()
    {
        var sample = await StoreSampleAsync();
        var link = await LinkAsync(1, sample);
        var asked = Enumerable.Range(0, 5_000).Select(_ => new SampleVersionId(SampleId.New(TimeProvider.System), 1)).Append(sample).ToList();
        Assert.Equal([link], await Links.FindBySamplesAsync(asked, null, null, default));
    }

    [StoreFact]
    public async Task FindBySamples_Workspaces_AreTheOnlyOnesSeen()
    {
        var sample = await StoreSampleAsync();
        var one = await LinkAsync(1, sample);
        await LinkAsync(2, sample);
        var three = await LinkAsync(3, sample);
        HashSet<WorkspaceId> visible = [new(1), new(3), new(77)];

        Assert.Equal([one, three], await Links.FindBySamplesAsync([sample], null, visible, default));
        Assert.Equal([one, three], await Links.FindBySamplesAsync([sample], Clock.Now, visible, default));
        Assert.Empty(await Links.FindBySamplesAsync([sample], null, new HashSet<WorkspaceId>(), default));
        Assert.Equal(3, (await Links.FindBySamplesAsync([sample], null, null, default)).Count);
    }

    [StoreFact]
    public async Task FindLinkedSample_ExactObjectVersionAndAnyVersionOfTheSample()
    {
        var sample = await StoreSampleAsync();
        await Samples.SaveVersionAsync(Make.Version(sample.Sample), default);
        var other = await StoreSampleAsync();
        var unit = Make.Unit(1, 2, 3, "part");
        Assert.Null(await Links.FindLinkedSampleAsync(unit.Upa, sample.Sample, default));

        var link = (await Links.CreateAsync(Make.Link(unit, sample with { Version = 2 }), default)).Link!;
        Assert.NotNull(await Links.FindLinkedSampleAsync(unit.Upa, sample.Sample, default));
        await Links.ExpireAsync(Make.Expiry(link.Id), default);

        Assert.NotNull(await Links.FindLinkedSampleAsync(unit.Upa, sample.Sample, default));
        Assert.Null(await Links.FindLinkedSampleAsync(unit.Upa, other.Sample, default));
        Assert.Null(await Links.FindLinkedSampleAsync(Make.Unit(1, 2, 4).Upa, sample.Sample, default));
        Assert.Null(await Links.FindLinkedSampleAsync(Make.Unit(1, 3, 3).Upa, sample.Sample, default));
        Assert.Null(await Links.FindLinkedSampleAsync(Make.Unit(2, 2, 3).Upa, sample.Sample, default));
    }

    private async Task<DataLink> LinkAsync(long workspace, SampleVersionId sample)
    {
        Clock.Now = Clock.Now.Plus(1);
        var outcome = await Links.CreateAsync(Make.Link(Make.Unit(workspace, 1, 1), sample), default);
        Assert.Equal(LinkStatus.Created, outcome.Status);
        return outcome.Link!;
    }
}
