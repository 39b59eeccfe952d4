using FsCheck;
using FsCheck.Fluent;
using SampleService.Domain;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>
/// Any list of operations does in one call what the same operations do one after the other in calls of their own; and one that fails leaves nothing
/// of an atomic call.
/// </summary>
public abstract class OperationPropertySpecification : StoreSpecification
{
    /// <summary>Counts the counters of links that are wrong.</summary>
    protected const string WrongCounters =
        """
        SELECT (SELECT count(*) FROM object_link_counts AS c WHERE active <> (
                    SELECT count(*) FROM data_links AS l WHERE l.expired_at IS NULL
                    AND l.workspace_id = c.workspace_id AND l.object_id = c.object_id
                    AND l.object_version = c.object_version))
             + (SELECT count(*) FROM sample_link_counts AS c WHERE active <> (
                    SELECT count(*) FROM data_links AS l WHERE l.expired_at IS NULL
                    AND l.sample_id = c.sample_id AND l.version = c.version))
        """;

    private static readonly OperationLimits Few = Operate.Limits with { Links = new LinkLimits(2, 3) };

    // Not a number that stands for something else in what is compared.
    private long _workspace = 1_000_000;

    [StoreFact]
    public void AnyList_DoesWhatItsOperationsDoOneByOne() => Prop.ForAll(
        Gen.Choose(0, 999_999).ListOf().ToArbitrary(),
        steps =>
        {
            CompareAsync([.. steps]).GetAwaiter().GetResult();
            return true;
        }).QuickCheckThrowOnFailure();

    [StoreFact]
    public void AnyAtomicListThatFails_LeavesNoTrace() => Prop.ForAll(
        Gen.Choose(0, 999_999).ListOf().ToArbitrary(),
        steps =>
        {
            FailAsync([.. steps]).GetAwaiter().GetResult();
            return true;
        }).QuickCheckThrowOnFailure();

    /// <summary>Whether what the back end keeps beside the links agrees with them.</summary>
    protected abstract Task CheckCountersAsync();

    private async Task CompareAsync(int[] steps)
    {
        if (steps.Length == 0)
            return;
        var (whole, single) = (await OperationWorld.CreateAsync(Samples, ++_workspace), await OperationWorld.CreateAsync(Samples, ++_workspace));
        var caller = Operate.As(steps[0] % 3 == 0 ? "bob" : "alice");
        var outcome = await Operations.ApplyAsync(caller, whole.Draw(steps), isAtomic: false, limits: Few);
        whole.Note(outcome.Answers);

        var operations = single.Draw(steps);
        for (var i = 0; i < operations.Count; i++)
        {
            var one = single.Resolve(operations[i]);
            var answer = one is null
                ? new OperationAnswer(null, outcome.Answers[i].Error)
                : (await Operations.ApplyAsync(caller, [one], limits: Few)).Answers[0];
            single.Note(answer);
        }

        Assert.Equal(await single.DescribeAsync(Samples, Links), await whole.DescribeAsync(Samples, Links));
        Assert.Equal(await EventsOfAsync(single), await EventsOfAsync(whole));
        await CheckCountersAsync();
    }

    private async Task FailAsync(int[] steps)
    {
        var world = await OperationWorld.CreateAsync(Samples, ++_workspace);
        var (before, events) = (await world.DescribeAsync(Samples, Links), await EventsOfAsync(world));
        var failing = Operate.Share(SampleReference.Of(SampleId.New(TimeProvider.System)), "bob");
        var outcome = await Operations.ApplyAsync(Operate.Alice, [.. world.Draw(steps), failing], limits: Few);

        Assert.False(outcome.IsApplied);
        Assert.Equal(before, await world.DescribeAsync(Samples, Links));
        Assert.Equal(events, await EventsOfAsync(world));
        foreach (var answer in outcome.Answers)
            if (answer.Result is SavedVersion(var saved) && !world.Has(saved.Sample))
                Assert.Null(await Samples.FindAsync(saved.Sample, default));
        await CheckCountersAsync();
    }

    private async Task<string> EventsOfAsync(OperationWorld world)
    {
        await Events.PublishAsync(default);
        var found = new List<string>();
        var after = 0L;
        while ((await Events.ReadAsync(after, null, 1000, default)).Events is { Count: > 0 } page)
        {
            after = page[^1].Position;
            found.AddRange(page.Where(one => one.Sample is { } id && world.Has(id))
                .Select(one => $"{world.NumberOf(one.Sample!.Value)} {one.Type} {one.Version} {one.AclVersion} {one.By} {one.At.Milliseconds}"));
        }

        return string.Join('\n', found);
    }
}
