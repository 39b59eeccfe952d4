using FsCheck;
using FsCheck.Fluent;
using SampleService.Domain;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>What every back end has to do with identifiers: an active one belongs to one sample, whoever adds and removes at the same time.</summary>
public abstract class IdentifierSpecification : StoreSpecification
{
    private static readonly string[] Values = ["10.58052/A", "10.58052/B", "10.58052/C"];

    [StoreFact]
    public async Task Add_ToSampleAndNode_IsFoundShownAndTold()
    {
        var sample = await StoreSampleAsync("root", "leaf");
        var reference = SampleReference.Of(sample.Sample);
        var outcome = await Operations.ApplyAsync(
            Operate.Alice, [Operate.Identify(reference, Values[1]), Operate.Identify(reference, "Box 12", "leaf", "~alice"), Operate.Identify(reference, Values[0])]);

        Assert.True(outcome.IsApplied);
        var expected = new SampleIdentifier("igsn", Values[1], sample.Sample, null, Clock.Now, Make.User("alice"), null, null);
        Assert.Equal(expected, Assert.IsType<MadeIdentifier>(outcome.Answers[0].Result).Identifier);
        // In one call by name.
        Assert.Equal(
            ["igsn:10.58052/A", "igsn:10.58052/B", "~alice:Box 12"], (await ActiveAsync(sample.Sample)).Select(one => one.Name.ToString()));
        Assert.Equal(new NodeId("leaf"), (await ActiveAsync(sample.Sample))[2].Node);
        Assert.Equal([expected], await NamedAsync(new IdentifierName("igsn", Values[1]), new IdentifierName("igsn", "10.58052/NONE"), new IdentifierName("~bob", "Box 12")));
        var ordinals = await Search.ReadAsync(
            (snapshot, token) => snapshot.GatherAsync(new IdentifierSource("igsn", [Values[0]], null), 10, token), default);
        Assert.Single(ordinals);
        await Events.PublishAsync(default);
        Assert.Equal(
            [(EventType.IdentifierChange, "igsn:10.58052/B"), (EventType.IdentifierChange, "~alice:Box 12"), (EventType.IdentifierChange, "igsn:10.58052/A")],
            (await Events.ReadAsync(0, null, 1000, default)).Events.Where(told => told.Identifier is not null && told.Sample == sample.Sample)
                .Select(told => (told.Type, told.Identifier!)));
    }

    [StoreFact]
    public async Task Add_WhatIsThere_ChangesNothingOrIsRefused()
    {
        var sample = await StoreSampleAsync("root", "leaf");
        var other = await StoreSampleAsync();
        var reference = SampleReference.Of(sample.Sample);
        await Operations.ApplyAsync(Operate.Alice, [Operate.Identify(reference, Values[0])]);
        var outcome = await Operations.ApplyAsync(
            Operate.Alice,
            [
                Operate.Identify(reference, Values[0]), Operate.Identify(reference, Values[0], "leaf"), Operate.Identify(SampleReference.Of(other.Sample), Values[0]),
                Operate.Identify(reference, "x", "none"), Operate.Identify(reference, "x", null, "~bob"), Operate.Identify(reference, "x", null, "@lab"),
            ],
            isAtomic: false);

        Assert.Equal(
            [
                "igsn:10.58052/A", "IdentifierInUse igsn:10.58052/A", "IdentifierInUse igsn:10.58052/A", $"NoSuchSampleNode {sample.Sample} ver 1 none",
                "Unauthorized User alice cannot use namespace ~bob", "Unauthorized User alice cannot use namespace @lab",
            ],
            outcome.Answers.Select(Tell));
        Assert.Single(await HistoryAsync(sample.Sample));
        Assert.Equal(3, (await PublishedAsync()).Count);
    }

    [StoreFact]
    public async Task Add_ToNewSampleAndVersionOfTheCall_KnowsTheirNodes()
    {
        var sample = await StoreSampleAsync();
        var made = Operate.New("a");
        var outcome = await Operations.ApplyAsync(
            Operate.Alice,
            [
                made, Operate.Identify(SampleReference.SavedBy(0), Values[0], "a"),
                new SaveNextVersion(SampleReference.Of(sample.Sample), Make.Content("next", "b"), null),
                Operate.Identify(SampleReference.SavedBy(2), Values[1], "b"), Operate.Identify(SampleReference.Of(sample.Sample), Values[2], "b"),
            ]);
        Assert.True(outcome.IsApplied);
        Assert.Equal(Values[0], Assert.Single(await ActiveAsync(made.Sample)).Value);
        // A node that only a version before has is none any more.
        outcome = await Operations.ApplyAsync(Operate.Alice, [Operate.Identify(SampleReference.Of(sample.Sample), "10.58052/D", "root")]);
        Assert.Equal($"NoSuchSampleNode {sample.Sample} ver 2 root", Tell(outcome.Answers[0]));
    }

    [StoreFact]
    public async Task Remove_AndAddAgainInOneCall_BothAreInTheHistory()
    {
        var first = await StoreSampleAsync();
        var second = await StoreSampleAsync();
        await Operations.ApplyAsync(Operate.Alice, [Operate.Identify(SampleReference.Of(first.Sample), Values[0])]);
        Clock.Now = Clock.Now.Plus(5);
        var outcome = await Operations.ApplyAsync(
            Operate.Alice,
            [
                Operate.Unidentify(Values[0]), Operate.Identify(SampleReference.Of(second.Sample), Values[0]), Operate.Unidentify(Values[0]),
                Operate.Identify(SampleReference.Of(first.Sample), Values[0]),
            ]);

        Assert.True(outcome.IsApplied);
        var active = Assert.Single(await ActiveAsync(first.Sample));
        Assert.Equal((first.Sample, Clock.Now), (active.Sample, active.Added));
        Assert.Empty(await ActiveAsync(second.Sample));
        Assert.Equal([Clock.Now, null], (await HistoryAsync(first.Sample)).Select(one => one.Removed));
        var there = Assert.Single(await HistoryAsync(second.Sample));
        Assert.Equal((Clock.Now, Clock.Now, Make.User("alice")), (there.Added, there.Removed, there.RemovedBy));
    }

    [StoreFact]
    public async Task Remove_WhatIsNotThereOrNotTheCallers_IsToldAlike()
    {
        var sample = await StoreSampleAsync();
        var reference = SampleReference.Of(sample.Sample);
        await Operations.ApplyAsync(Operate.Alice, [Operate.Identify(reference, Values[0]), Operate.Share(reference, "bob")]);

        var outcome = await Operations.ApplyAsync(Operate.As("bob"), [Operate.Unidentify(Values[0]), Operate.Unidentify(Values[1])], isAtomic: false);
        Assert.Equal(["NoSuchIdentifier igsn:10.58052/A", "NoSuchIdentifier igsn:10.58052/B"], outcome.Answers.Select(Tell));
        Assert.Single(await ActiveAsync(sample.Sample));
        // Before it was added it was not removed, whatever the clock says.
        Clock.Now = Clock.Now.Plus(-1000);
        await Operations.ApplyAsync(Operate.Alice, [Operate.Unidentify(Values[0])]);
        var removed = Assert.Single(await HistoryAsync(sample.Sample));
        Assert.Equal(removed.Added, removed.Removed);
    }

    [StoreFact]
    public async Task Change_OfWithdrawnSample_IsRefusedAndItsIdentifiersStayTaken()
    {
        var sample = await StoreSampleAsync();
        var other = await StoreSampleAsync();
        await Operations.ApplyAsync(Operate.Alice, [Operate.Identify(SampleReference.Of(sample.Sample), Values[0])]);
        await ExecuteAsync($"UPDATE samples SET withdrawn_at = 7, withdrawn_by = 'alice', withdrawn_reason = 'wrong' WHERE id = '{sample.Sample}'");

        var outcome = await Operations.ApplyAsync(
            Operate.Alice,
            [Operate.Identify(SampleReference.Of(sample.Sample), Values[1]), Operate.Unidentify(Values[0]), Operate.Identify(SampleReference.Of(other.Sample), Values[0])],
            isAtomic: false);
        var refusal = $"SampleWithdrawn {sample.Sample} was withdrawn by alice at 7: wrong";
        Assert.Equal([refusal, refusal, "IdentifierInUse igsn:10.58052/A"], outcome.Answers.Select(Tell));
    }

    [StoreFact]
    public async Task Add_ConditionThatDoesNotHold_IsRefusedBeforeTheLimit()
    {
        var sample = await StoreSampleAsync();
        var reference = SampleReference.Of(sample.Sample);
        await Operations.ApplyAsync(Operate.Alice, [.. Enumerable.Range(0, 100).Select(i => Operate.Identify(reference, $"N{i}"))]);
        var outcome = await Operations.ApplyAsync(
            Operate.Alice,
            [
                Operate.Identify(reference, "N100") with { Conditions = new Preconditions(new VersionNumber(2), null, null) },
                Operate.Identify(reference, "N100"), Operate.Identify(reference, "N7"), Operate.Unidentify("N0"), Operate.Identify(reference, "N100"),
            ],
            isAtomic: false);
        Assert.Equal(
            [
                $"ConcurrencyViolation Version required for sample {sample.Sample} is 2, but current version is 1",
                $"IllegalParameter Sample {sample.Sample} has 100 identifiers already", "igsn:N7", "done", "igsn:N100",
            ],
            outcome.Answers.Select(Tell));
        Assert.Equal(100, (await ActiveAsync(sample.Sample)).Count);
    }

    [StoreFact]
    public async Task Add_OneIdentifierToManySamplesAtOnce_OneHasIt()
    {
        var samples = new List<SampleId>();
        for (var i = 0; i < 8; i++)
            samples.Add((await StoreSampleAsync()).Sample);
        // In different orders, so that those who wait for each other could block each other.
        var outcomes = await AtOnceAsync(samples.Count, i => Operations.ApplyAsync(
            Operate.Alice,
            [.. (i % 2 == 0 ? Values : [.. Enumerable.Reverse(Values)]).Select(value => Operate.Identify(SampleReference.Of(samples[i]), value)), Operate.New()],
            isAtomic: false));

        foreach (var value in Values)
            Assert.Single(await NamedAsync(new IdentifierName("igsn", value)));
        Assert.Equal(Values.Length, outcomes.SelectMany(outcome => outcome.Answers).Count(answer => answer.Result is MadeIdentifier));
        Assert.All(
            outcomes.SelectMany(outcome => outcome.Answers).Where(answer => answer.Error is not null),
            answer => Assert.Equal(ErrorKind.IdentifierInUse, answer.Error!.Kind));
    }

    [StoreFact]
    public async Task AddAndRemove_ManyAtOnce_OneHasItAtEveryMoment()
    {
        var samples = new List<SampleId>();
        for (var i = 0; i < 3; i++)
            samples.Add((await StoreSampleAsync()).Sample);
        await AtOnceAsync(24, async i =>
        {
            var reference = SampleReference.Of(samples[i % 3]);
            WriteOperation[] operations = (i % 4) switch
            {
                0 => [Operate.Unidentify(Values[0]), Operate.Unidentify(Values[1])],
                1 => [Operate.Identify(reference, Values[1]), Operate.Unidentify(Values[0]), Operate.Identify(reference, Values[0])],
                _ => [Operate.Identify(reference, Values[0]), Operate.Identify(reference, Values[1])],
            };
            return await Operations.ApplyAsync(Operate.Alice, operations, isAtomic: i % 5 != 0);
        });

        // For each value the history is: added, removed, added ... in the order in which it was told.
        var all = new List<SampleIdentifier>();
        foreach (var sample in samples)
            all.AddRange(await HistoryAsync(sample));
        var told = (await PublishedAsync()).Where(one => one.Identifier is not null).ToList();
        foreach (var value in Values[..2])
        {
            var ofValue = all.Where(one => one.Value == value).ToList();
            Assert.True(ofValue.Count(one => one.Removed is null) <= 1);
            Assert.Equal(ofValue.Count + ofValue.Count(one => one.Removed is not null), told.Count(one => one.Identifier == $"igsn:{value}"));
        }
    }

    /// <summary>Any calls do what a table of names does.</summary>
    [StoreFact]
    public void AnyCalls_DoWhatATableDoes() => Prop.ForAll(
        Gen.Choose(0, 999_999).ListOf().ToArbitrary(),
        steps =>
        {
            CompareAsync([.. steps]).GetAwaiter().GetResult();
            return true;
        }).QuickCheckThrowOnFailure();

    private async Task CompareAsync(int[] steps)
    {
        // Values of this run alone.
        var run = Guid.NewGuid().ToString("N");
        SampleId[] samples = [(await StoreSampleAsync("a", "b")).Sample, (await StoreSampleAsync("a", "b")).Sample];
        var table = new Dictionary<string, (SampleId Sample, string? Node)>();
        foreach (var call in steps.Chunk(4))
        {
            var random = new Random(call[0]);
            var isAtomic = random.Next(2) == 0;
            var operations = new List<WriteOperation>();
            var expected = new List<string>();
            var then = new Dictionary<string, (SampleId Sample, string? Node)>(table);
            foreach (var _ in call)
            {
                var value = $"{run}{random.Next(3)}";
                var (sample, node) = (samples[random.Next(2)], random.Next(3) switch { 0 => "a", 1 => "b", _ => null });
                if (random.Next(3) == 0)
                {
                    operations.Add(Operate.Unidentify(value));
                    expected.Add(then.Remove(value) ? "done" : $"NoSuchIdentifier igsn:{value}");
                    continue;
                }

                operations.Add(Operate.Identify(SampleReference.Of(sample), value, node));
                var isFree = then.TryAdd(value, (sample, node));
                expected.Add(isFree || then[value] == (sample, node) ? $"igsn:{value}" : $"IdentifierInUse igsn:{value}");
            }

            var failed = expected.FindIndex(told => told.Contains(' ', StringComparison.Ordinal));
            if (isAtomic && failed >= 0)
                expected = [.. expected.Take(failed + 1), .. Enumerable.Repeat("untried", expected.Count - failed - 1)];
            else
                table = then;
            var outcome = await Operations.ApplyAsync(Operate.Alice, operations, isAtomic);
            Assert.Equal(expected, outcome.Answers.Select(Tell));
        }

        foreach (var sample in samples)
            Assert.Equal(
                table.Where(one => one.Value.Sample == sample).Select(one => $"{one.Key} {one.Value.Node}").Order(StringComparer.Ordinal),
                (await ActiveAsync(sample)).Select(one => $"{one.Value} {one.Node}").Order(StringComparer.Ordinal));
    }

    private static string Tell(OperationAnswer answer) =>
        answer.Error is { } error ? $"{error.Kind} {error.Detail}" : Operate.Describe(answer);

    private Task<IReadOnlyList<SampleIdentifier>> ActiveAsync(SampleId sample) =>
        History.ReadAsync((snapshot, token) => snapshot.FindIdentifiersAsync([sample], null, token), default).AsTask();

    private Task<IReadOnlyList<SampleIdentifier>> NamedAsync(params IdentifierName[] names) =>
        History.ReadAsync((snapshot, token) => snapshot.FindNamedIdentifiersAsync(names, token), default).AsTask();

    private async Task<IEnumerable<SampleIdentifier>> HistoryAsync(SampleId sample) => (await History.ReadAsync(
        (snapshot, token) => snapshot.ListIdentifiersAsync(
            sample, byEnd: false, TimeRange.Whole(Timestamp.Earliest.Plus(1), Timestamp.Latest.Plus(-1), descending: false), 1000, token), default))
        .Select(static entry => entry.Identifier);

    private async Task<IReadOnlyList<SampleEvent>> PublishedAsync()
    {
        await Events.PublishAsync(default);
        return (await Events.ReadAsync(0, null, 1000, default)).Events;
    }
}
