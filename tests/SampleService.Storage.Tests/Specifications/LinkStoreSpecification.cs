using SampleService.Domain;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>How every <see cref="ILinkStore"/> makes, replaces and ends links.</summary>
public abstract class LinkStoreSpecification : StoreSpecification
{
    [StoreFact]
    public async Task Create_NewLink_IsFoundWithEveryField()
    {
        var sample = await StoreSampleAsync("root", "ñ 🧬");
        var wish = Make.Link(Make.Unit(long.MaxValue, 2, 3, "données 🧪"), sample, "ñ 🧬");

        var outcome = await Links.CreateAsync(wish, default);

        var expected = new DataLink(wish.Id, wish.Unit, sample, wish.Node, wish.CreatedBy, Clock.Now, null, null);
        Assert.Equal(new LinkOutcome(LinkStatus.Created, expected), outcome);
        Assert.Equal(expected, await Links.FindAsync(wish.Id, default));
        Assert.Equal(expected, await Links.FindActiveAsync(wish.Unit, default));
        Assert.Null(await Links.FindActiveAsync(wish.Unit with { DataId = "" }, default));
        Assert.Null(await Links.FindAsync(LinkId.New(), default));
    }

    [StoreFact]
    public async Task Create_WholeObjectAndItsParts_AreDifferentUnits()
    {
        var sample = await StoreSampleAsync();
        foreach (var part in (string[])["", "a", "A"])
            Assert.Equal(
                LinkStatus.Created,
                (await Links.CreateAsync(Make.Link(Make.Unit(1, 1, 1, part), sample), default)).Status);
        Assert.Equal(3, (await Links.FindByObjectAsync(Make.Unit(1, 1, 1).Upa, null, default)).Count);
    }

    [StoreFact]
    public async Task Create_WhatItReliesOnIsGone_SaysTheFirst()
    {
        var sample = await StoreSampleAsync();
        var unit = Make.Unit(1, 1, 1);
        var replaces = LinkId.New();

        async Task Expect(LinkStatus status, NewLink wish) =>
            Assert.Equal(new LinkOutcome(status, null), await Links.CreateAsync(wish, default));

        var none = new SampleVersionId(SampleId.New(TimeProvider.System), 1);
        await Expect(LinkStatus.NoSuchSample, Make.Link(unit, none, "x", replaces) with { SeenAclVersion = 2 });
        await Expect(
            LinkStatus.AclsChanged, Make.Link(unit, sample with { Version = 2 }, "x", replaces) with { SeenAclVersion = 2 });
        await Expect(LinkStatus.NoSuchVersion, Make.Link(unit, sample with { Version = 2 }, "x", replaces));
        await Expect(LinkStatus.NoSuchVersion, Make.Link(unit, sample with { Version = int.MaxValue }, "x", replaces));
        await Expect(LinkStatus.NoSuchNode, Make.Link(unit, sample, "x", replaces) with { SeenAclVersion = 1 });
        await Expect(LinkStatus.ActiveLinkDiffers, Make.Link(unit, sample, "root", replaces));
        Assert.Empty(await Links.FindByObjectAsync(unit.Upa, Timestamp.Latest, default));
    }

    [StoreFact]
    public async Task Create_UnitHasALink_AnswersWithThatLink()
    {
        var sample = await StoreSampleAsync();
        var first = await LinkAsync(Make.Link(Make.Unit(1, 1, 1), sample));
        Assert.Equal(
            new LinkOutcome(LinkStatus.ActiveLinkDiffers, first),
            await Links.CreateAsync(Make.Link(Make.Unit(1, 1, 1), sample), default));
    }

    [StoreTheory]
    [InlineData(10, 10)]
    [InlineData(0, 1)]
    [InlineData(-60_000, 1)]
    public async Task Create_Replacement_BeginsRightAfterTheOldEnds(int step, int later)
    {
        var sample = await StoreSampleAsync("root", "other");
        var unit = Make.Unit(1, 1, 1);
        var old = await LinkAsync(Make.Link(unit, sample));
        Clock.Now = Clock.Now.Plus(step);

        var replacement = await LinkAsync(Make.Link(unit, sample, "other", old.Id));

        Assert.Equal(old.Created.Plus(later), replacement.Created);
        Assert.Equal(
            old with { ExpiredBy = Make.User("carol"), Expired = replacement.Created.Plus(-1) },
            await Links.FindAsync(old.Id, default));
        Assert.Equal(replacement, await Links.FindActiveAsync(unit, default));
        Assert.Equal([(await Links.FindAsync(old.Id, default))!], await Links.FindByObjectAsync(unit.Upa, replacement.Created.Plus(-1), default));
        Assert.Equal([replacement], await Links.FindByObjectAsync(unit.Upa, replacement.Created, default));
    }

    [StoreFact]
    public async Task Create_SameWriteAgain_AnswersAsTheFirstDid()
    {
        var sample = await StoreSampleAsync();
        var unit = Make.Unit(1, 1, 1);
        var old = await LinkAsync(Make.Link(unit, sample));
        var wish = Make.Link(unit, sample, replaces: old.Id);
        var first = await Links.CreateAsync(wish, default);

        Assert.Equal(first, await Links.CreateAsync(wish, default));
        await Links.ExpireAsync(Make.Expiry(wish.Id), default);
        Assert.Equal(first, await Links.CreateAsync(wish, default));
        await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await Links.CreateAsync(wish with { WriteId = WriteId.New() }, default));
    }

    [StoreFact]
    public async Task Create_FiftyAtOnceOfOneUnit_ExactlyOneIsMade()
    {
        var sample = await StoreSampleAsync();
        var outcomes = await AtOnceAsync(
            50, _ => Links.CreateAsync(Make.Link(Make.Unit(1, 1, 1), sample), default).AsTask());
        var made = Assert.Single(outcomes, outcome => outcome.Status == LinkStatus.Created);
        Assert.All(outcomes, outcome => Assert.Equal(made.Link, outcome.Link));
    }

    [StoreTheory]
    [InlineData(10, 10)]
    [InlineData(0, 0)]
    [InlineData(-60_000, 0)]
    public async Task Expire_ActiveLink_EndsItNow(int step, int later)
    {
        var sample = await StoreSampleAsync();
        var link = await LinkAsync(Make.Link(Make.Unit(1, 1, 1), sample));
        Clock.Now = Clock.Now.Plus(step);

        var outcome = await Links.ExpireAsync(Make.Expiry(link.Id) with { SeenAclVersion = 1 }, default);

        var expected = link with { ExpiredBy = Make.User("dave"), Expired = link.Created.Plus(later) };
        Assert.Equal(new ExpiryOutcome(ExpiryStatus.Expired, expected), outcome);
        Assert.Equal(expected, await Links.FindAsync(link.Id, default));
        Assert.Null(await Links.FindActiveAsync(link.Unit, default));
        Assert.Empty(await Links.FindByObjectAsync(link.Unit.Upa, null, default));
    }

    [StoreFact]
    public async Task Expire_NotActiveOrAclsChanged_SaysSo()
    {
        var sample = await StoreSampleAsync();
        Assert.Equal(
            new ExpiryOutcome(ExpiryStatus.NotActive, null), await Links.ExpireAsync(Make.Expiry(LinkId.New()), default));
        var link = await LinkAsync(Make.Link(Make.Unit(1, 1, 1), sample));
        Assert.Equal(
            new ExpiryOutcome(ExpiryStatus.AclsChanged, link),
            await Links.ExpireAsync(Make.Expiry(link.Id) with { SeenAclVersion = 2 }, default));
        var expired = await Links.ExpireAsync(Make.Expiry(link.Id), default);
        Assert.Equal(
            new ExpiryOutcome(ExpiryStatus.NotActive, expired.Link),
            await Links.ExpireAsync(Make.Expiry(link.Id) with { SeenAclVersion = 2 }, default));
    }

    [StoreFact]
    public async Task Expire_SameWriteAgain_FindsItsWork()
    {
        var sample = await StoreSampleAsync();
        var link = await LinkAsync(Make.Link(Make.Unit(1, 1, 1), sample));
        var expiry = Make.Expiry(link.Id);
        var first = await Links.ExpireAsync(expiry, default);
        Clock.Now = Clock.Now.Plus(50);
        Assert.Equal(first, await Links.ExpireAsync(expiry, default));
    }

    [StoreFact]
    public async Task Expire_TwentyAtOnce_ExactlyOneEndsIt()
    {
        var sample = await StoreSampleAsync();
        var link = await LinkAsync(Make.Link(Make.Unit(1, 1, 1), sample));
        var outcomes = await AtOnceAsync(20, _ => Links.ExpireAsync(Make.Expiry(link.Id), default).AsTask());
        Assert.Single(outcomes, outcome => outcome.Status == ExpiryStatus.Expired);
    }

    private async Task<DataLink> LinkAsync(NewLink wish)
    {
        var outcome = await Links.CreateAsync(wish, default);
        Assert.Equal(LinkStatus.Created, outcome.Status);
        return outcome.Link!;
    }
}
