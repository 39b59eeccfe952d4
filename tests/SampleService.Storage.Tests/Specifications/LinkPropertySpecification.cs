using FsCheck;
using FsCheck.Fluent;
using SampleService.Domain;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>Any sequence of link operations leaves every <see cref="ILinkStore"/> as the model says.</summary>
public abstract class LinkPropertySpecification : StoreSpecification
{
    private static readonly LinkLimits Few = new(3, 4);

    private long _workspace;

    [StoreFact]
    public void AnySequence_LeavesWhatTheModelHas() =>
        Prop.ForAll(
            Gen.Choose(0, 9_999).ListOf().ToArbitrary(),
            steps =>
            {
                RunAsync([.. steps]).GetAwaiter().GetResult();
                return true;
            }).QuickCheckThrowOnFailure();

    /// <summary>Whether what the back end keeps beside the links agrees with them.</summary>
    protected virtual Task CheckCountersAsync() => Task.CompletedTask;

    private async Task RunAsync(int[] steps)
    {
        // Each run has units and samples of its own, in one database.
        _workspace++;
        var model = new LinkModel();
        var begun = Clock.Now;
        var first = await StoreSampleAsync("a", "b");
        await Samples.SaveVersionAsync(Make.Version(first.Sample, "a", "b"), default);
        SampleVersionId[] targets = [first, first with { Version = 2 }];

        foreach (var step in steps)
            await StepAsync(model, targets, step);

        Upa[] objects = [Make.Unit(_workspace, 1, 1).Upa, Make.Unit(_workspace, 1, 2).Upa];
        for (var at = begun.Plus(-3); at.CompareTo(Timestamp.Max(Clock.Now, begun).Plus(steps.Length + 3)) <= 0; at = at.Plus(1))
        {
            foreach (var upa in objects)
            {
                var found = await Links.FindByObjectAsync(upa, at, default);
                Assert.Equal(model.Find(link => link.Unit.Upa == upa, at), found);
                AssertOneEach(model, found);
            }
        }

        foreach (var target in targets)
            foreach (var at in (Timestamp?[])[null, begun, Clock.Now])
                Assert.Equal(
                    model.Find(link => link.Sample == target, at),
                    await Links.FindBySamplesAsync([target], at, null, default));
        foreach (var upa in objects)
        {
            var found = await Links.FindByObjectAsync(upa, null, default);
            Assert.Equal(model.Find(link => link.Unit.Upa == upa, null), found);
            Assert.Equal(found.Count, found.Select(link => link.Unit).Distinct().Count());
        }

        await CheckCountersAsync();
    }

    // A link that was ended by a call counts as active at its last millisecond, at which the next one may begin.
    private static void AssertOneEach(LinkModel model, IEnumerable<DataLink> found)
    {
        var units = found.Select(link => link.Unit)
            .Where(unit => !model.Links.Any(link => link.Unit == unit && link.ExpiredBy == Make.User("dave")))
            .ToList();
        Assert.Equal(units.Count, units.Distinct().Count());
    }

    private async Task StepAsync(LinkModel model, SampleVersionId[] targets, int step)
    {
        int Draw(int count)
        {
            var drawn = step % count;
            step /= count;
            return drawn;
        }

        Clock.Now = Clock.Now.Plus(Draw(4) - 1);
        var unit = Make.Unit(_workspace, 1, 1 + Draw(2), $"d{Draw(4)}");
        var active = model.ActiveOf(unit);
        if (Draw(3) == 0)
        {
            if (active is null)
                return;
            var expiry = Make.Expiry(active.Id);
            model.Expire(active, expiry.ExpiredBy, Clock.Now);
            var ended = await Links.ExpireAsync(expiry, default);
            Assert.Equal(ExpiryStatus.Expired, ended.Status);
            Assert.Contains(ended.Link!, model.Links);
            return;
        }

        var replaces = Draw(8) == 0 ? null : active?.Id;
        var wish = Make.Link(unit, targets[Draw(2)], Draw(2) == 0 ? "a" : "b", replaces) with { Limits = Few };
        var expected = model.Create(wish, Clock.Now);
        var made = await Links.CreateAsync(wish, default);
        Assert.Equal(expected, made.Status);
        if (made.Status == LinkStatus.Created)
            Assert.Equal(model.ActiveOf(unit), made.Link);
    }
}
