using SampleService.Domain;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>What every back end has to do with calls that have a name.</summary>
public abstract class RequestSpecification : StoreSpecification
{
    [StoreFact]
    public async Task Apply_SameNameAgain_GivesTheAnswerAndDoesNothing()
    {
        var request = Operate.Request("a");
        Assert.Null(await Operations.FindAnswerAsync(request, Operate.Limits, default));
        var answer = await Operations.ApplyNamedAsync(request, [Operate.New()]);
        var other = Operate.New();

        Assert.Equal(answer, await Operations.ApplyNamedAsync(request, [other]));
        Assert.Null(await Samples.FindAsync(other.Sample, default));
        Assert.NotNull(await Operations.FindAnswerAsync(request, Operate.Limits, default));
        // Names belong to their callers.
        Assert.Null(await Operations.FindAnswerAsync(Operate.Request("a", user: "bob"), Operate.Limits, default));
    }

    [StoreFact]
    public async Task Apply_SameNameForAnotherCall_IsRefused()
    {
        await Operations.ApplyNamedAsync(Operate.Request("a"), [Operate.New()]);
        var fault = await Assert.ThrowsAsync<ServiceException>(() => Operations.ApplyNamedAsync(Operate.Request("a", hash: 2), [Operate.New()]));
        Assert.Equal((ErrorKind.RequestIdUsed, "a"), (fault.Kind, fault.Detail));
    }

    [StoreFact]
    public async Task Apply_FailedCall_IsNotRemembered()
    {
        var request = Operate.Request("a");
        var none = SampleReference.Of(SampleId.New(TimeProvider.System));
        Assert.Equal("NoSuchSample", await Operations.ApplyNamedAsync(request, [Operate.Share(none, "bob")]));
        Assert.Null(await Operations.FindAnswerAsync(request, Operate.Limits, default));

        var made = Operate.New();
        Assert.Equal($"{made.Sample}/1", await Operations.ApplyNamedAsync(request, [made]));
    }

    [StoreFact]
    public async Task Apply_NameThatIsTooOld_IsAsGoodAsNew()
    {
        await Operations.ApplyNamedAsync(Operate.Request("a"), [Operate.New()]);
        await Operations.ApplyNamedAsync(Operate.Request("b"), [Operate.New()]);
        Clock.Now = Clock.Now.Plus((long)TimeSpan.FromDays(7).TotalMilliseconds + 1);
        var made = Operate.New();

        Assert.Equal($"{made.Sample}/1", await Operations.ApplyNamedAsync(Operate.Request("a", hash: 2), [made]));
        // The others go with it.
        Clock.Now = Clock.Now.Plus(-(long)TimeSpan.FromDays(7).TotalMilliseconds);
        Assert.Null(await Operations.FindAnswerAsync(Operate.Request("b"), Operate.Limits, default));
    }

    [StoreFact]
    public async Task Apply_SameNameManyAtOnce_IsDoneOnce()
    {
        var request = Operate.Request("a");
        var made = Enumerable.Range(0, 8).Select(_ => Operate.New()).ToArray();
        var answers = await AtOnceAsync(8, i => Operations.ApplyNamedAsync(request, [made[i]]));

        Assert.Single(answers.Distinct());
        var found = new List<SampleHeader?>();
        foreach (var one in made)
            found.Add(await Samples.FindAsync(one.Sample, default));
        Assert.Single(found, header => header is not null);
    }
}
