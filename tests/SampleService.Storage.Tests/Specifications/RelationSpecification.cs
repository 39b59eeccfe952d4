using FsCheck;
using FsCheck.Fluent;
using SampleService.Domain;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>What every back end has to do with relations: no circle is ever closed, whoever adds at the same time.</summary>
public abstract class RelationSpecification : StoreSpecification
{
    [StoreFact]
    public async Task Add_WithVersionsAndNodes_IsFoundShownAndTold()
    {
        var (part, core) = (await StoreSampleAsync("root", "leaf"), await StoreSampleAsync());
        var outcome = await Operations.ApplyAsync(
            Operate.Alice, [new AddRelation(RelationType.PartOf, End(part.Sample, 1, "leaf"), End(core.Sample))]);

        Assert.True(outcome.IsApplied);
        var relation = Assert.IsType<MadeRelation>(outcome.Answers[0].Result).Relation;
        Assert.Equal(
            (RelationType.PartOf, new RelatedSample(part.Sample, 1, new NodeId("leaf")), new RelatedSample(core.Sample, null, null), Clock.Now, Make.User("alice")),
            (relation.Type, relation.From, relation.To, relation.Created, relation.CreatedBy));
        Assert.Equal([relation], await ActiveAsync(part.Sample));
        Assert.Empty(await ActiveAsync(core.Sample));
        Assert.Equal([relation], (await LineageAsync(core.Sample, up: false)).Select(found => found.Relation));
        Assert.Equal("a sample", Assert.Single(await History.ReadAsync((snapshot, token) => snapshot.FindNamesAsync([part], token), default)).Value);
        await Events.PublishAsync(default);
        var told = Assert.Single((await Events.ReadAsync(0, null, 1000, default)).Events, one => one.Type == EventType.RelationChange);
        Assert.Equal((part.Sample, relation.Id), (told.Sample, told.Relation));
    }

    [StoreFact]
    public async Task Add_WhatIsSaidAlready_IsTheOneThatIsThere()
    {
        var (one, other) = ((await StoreSampleAsync()).Sample, (await StoreSampleAsync()).Sample);
        var outcome = await Operations.ApplyAsync(
            Operate.Alice,
            [
                Operate.Relate(RelationType.SameAs, one, other), Operate.Relate(RelationType.SameAs, other, one), Operate.Relate(RelationType.AliquotOf, one, other),
                new AddRelation(RelationType.AliquotOf, End(one, 1), End(other)),
            ]);
        Guid[] ids = [.. outcome.Answers.Select(answer => ((MadeRelation)answer.Result!).Relation.Id)];
        Assert.Equal(ids[0], ids[1]);
        Assert.Equal(3, ids.Distinct().Count());
        outcome = await Operations.ApplyAsync(Operate.Alice, [Operate.Relate(RelationType.AliquotOf, one, other), Operate.Relate(RelationType.SameAs, other, one)]);
        Assert.Equal([ids[2], ids[0]], outcome.Answers.Select(answer => ((MadeRelation)answer.Result!).Relation.Id));
        Assert.Equal(3, (await ActiveAsync(one)).Count);
    }

    [StoreFact]
    public async Task End_SymmetricRelationOfAWithdrawnSample_IsDoneByWhoWritesToTheOther()
    {
        var (one, other) = (await StoreSampleAsync(), await StoreSampleAsync());
        var made = await Operations.ApplyAsync(Operate.Alice, [Operate.Relate(RelationType.SameAs, one.Sample, other.Sample), Operate.Withdraw(one.Sample)]);
        var ended = await Operations.ApplyAsync(Operate.Alice, [new EndRelation(((MadeRelation)made.Answers[0].Result!).Relation.Id)]);
        Assert.True(ended.IsApplied);
    }

    [StoreFact]
    public async Task Lineage_OfManyRelations_IsNoMoreThanIsWanted()
    {
        var root = await StoreSampleAsync();
        var made = Enumerable.Range(0, 5).Select(_ => Operate.New()).ToArray();
        await Operations.ApplyAsync(Operate.Alice, made);
        await Operations.ApplyAsync(Operate.Alice, [.. made.Select(child => Operate.Relate(RelationType.PartOf, child.Sample, root.Sample))]);
        Assert.Equal(5, (await LineageAsync(root.Sample, up: false)).Count);
        Assert.Equal(3, (await LineageAsync(root.Sample, up: false, max: 3)).Count);
    }

    [StoreFact]
    public async Task Add_ChecksThatFail_AreToldInTheirOrder()
    {
        var (mine, other) = (await StoreSampleAsync(), await StoreSampleAsync());
        var missing = SampleId.New(TimeProvider.System);
        await Operations.ApplyAsync(Operate.Alice, [Operate.Share(SampleReference.Of(mine.Sample), "bob"), Operate.Share(SampleReference.Of(other.Sample), "carol")]);
        var withdrawn = await StoreSampleAsync();
        await Operations.ApplyAsync(Operate.Alice, [Operate.Withdraw(withdrawn.Sample)]);
        var outcome = await Operations.ApplyAsync(
            Operate.Alice,
            [
                Operate.Relate(RelationType.PartOf, missing, missing), Operate.Relate(RelationType.PartOf, missing, other.Sample),
                Operate.Relate(RelationType.PartOf, mine.Sample, missing), new AddRelation(RelationType.PartOf, End(mine.Sample, 2), End(other.Sample, 3)),
                new AddRelation(RelationType.PartOf, End(mine.Sample, 1, "none"), End(other.Sample, 1, "neither")),
                new AddRelation(RelationType.PartOf, End(mine.Sample), End(withdrawn.Sample, 1, "none")),
                new AddRelation(RelationType.PartOf, End(mine.Sample), End(other.Sample, 1, "none")),
                Operate.Relate(RelationType.PartOf, mine.Sample, withdrawn.Sample), Operate.Relate(RelationType.PartOf, withdrawn.Sample, mine.Sample),
                Operate.Relate(RelationType.PartOf, mine.Sample, other.Sample) with { Conditions = new Preconditions(null, 7, null) },
            ],
            isAtomic: false);
        Assert.Equal(
            [
                "IllegalParameter from and to are the same sample", $"NoSuchSample {missing}", $"NoSuchSample {missing}", $"NoSuchSampleVersion {mine.Sample} ver 2",
                $"NoSuchSampleNode {mine.Sample} ver 1 none", $"SampleWithdrawn {withdrawn.Sample} was withdrawn by alice at {Clock.Now}: a mistake",
                $"NoSuchSampleNode {other.Sample} ver 1 none",
                $"SampleWithdrawn {withdrawn.Sample} was withdrawn by alice at {Clock.Now}: a mistake", $"SampleWithdrawn {withdrawn.Sample} was withdrawn by alice at {Clock.Now}: a mistake",
                $"ConcurrencyViolation ACL version required for sample {mine.Sample} is 7, but current ACL version is 2",
            ],
            outcome.Answers.Select(Tell));

        // Who may read the one may relate their own to it; who may not write to their own may not.
        var bobs = Operate.New();
        outcome = await Operations.ApplyAsync(
            Operate.As("bob"),
            [
                bobs, new AddRelation(RelationType.DerivedFrom, new RelatedReference(SampleReference.SavedBy(0), null, new NodeId("root")), End(mine.Sample)),
                new AddRelation(RelationType.DerivedFrom, new RelatedReference(SampleReference.SavedBy(0), null, null), End(other.Sample)),
                Operate.Relate(RelationType.DerivedFrom, mine.Sample, bobs.Sample),
                // Rights of both come before versions.
                new AddRelation(RelationType.DerivedFrom, new RelatedReference(SampleReference.SavedBy(0), new VersionNumber(9), null), End(other.Sample)),
            ],
            isAtomic: false);
        Assert.Equal(
            [$"Unauthorized User bob cannot read sample {other.Sample}", $"Unauthorized User bob cannot write to sample {mine.Sample}", $"Unauthorized User bob cannot read sample {other.Sample}"], outcome.Answers.Skip(2).Select(Tell));
        // A node is one of the version that the operation saved.
        Assert.Equal(1, ((MadeRelation)outcome.Answers[1].Result!).Relation.From.Version);
    }

    [StoreFact]
    public async Task End_ByThoseWhoMay_IsInTheHistoryAndFreesTheSense()
    {
        var (one, other) = ((await StoreSampleAsync()).Sample, (await StoreSampleAsync()).Sample);
        await Operations.ApplyAsync(Operate.Alice, [Operate.Share(SampleReference.Of(one), "bob")]);
        var made = await Operations.ApplyAsync(Operate.Alice, [Operate.Relate(RelationType.PartOf, one, other), Operate.Relate(RelationType.RelatedTo, other, one)]);
        Guid[] ids = [.. made.Answers.Select(answer => ((MadeRelation)answer.Result!).Relation.Id)];
        var none = Guid.NewGuid();

        string[] Told(OperationOutcome outcome) => [.. outcome.Answers.Select(Tell)];
        Assert.Equal(
            [$"Unauthorized User bob cannot write to sample {one}", $"Unauthorized User bob cannot write to sample {one}", $"NoSuchRelation {none}"],
            Told(await Operations.ApplyAsync(Operate.As("bob"), [new EndRelation(ids[0]), new EndRelation(ids[1]), new EndRelation(none)], isAtomic: false)));
        Assert.Equal(
            [$"NoSuchRelation {ids[0]}", $"NoSuchRelation {ids[1]}"],
            Told(await Operations.ApplyAsync(Operate.As("carol"), [new EndRelation(ids[0]), new EndRelation(ids[1])], isAtomic: false)));
        var turned = await Operations.ApplyAsync(
            Operate.Alice, [new EndRelation(ids[0]), Operate.Relate(RelationType.PartOf, other, one), new EndRelation(ids[0])], isAtomic: false);
        Assert.Equal($"NoSuchRelation {ids[0]}", Tell(turned.Answers[2]));
        Assert.Equal([RelationType.RelatedTo], (await ActiveAsync(one)).Select(relation => relation.Type));
        Assert.Single(await LineageAsync(one, up: false));
        var entries = await History.ReadAsync(
            (snapshot, token) => snapshot.ListRelationsAsync(
                Operate.Alice.Requester, one, byEnd: true, TimeRange.Whole(Timestamp.Earliest.Plus(1), Timestamp.Latest.Plus(-1), descending: false), 10, token), default);
        Assert.Equal((ids[0], Clock.Now, Make.User("alice")), (entries[0].Relation.Id, entries[0].Relation.Ended, entries[0].Relation.EndedBy));
    }

    [StoreFact]
    public async Task Add_MoreThanAThousand_IsRefused()
    {
        var one = (await StoreSampleAsync()).Sample;
        for (var part = 0; part < 2; part++)
        {
            var made = Enumerable.Range(0, 500).Select(_ => Operate.New()).ToArray();
            Assert.True((await Operations.ApplyAsync(
                Operate.Alice,
                [.. made, .. made.Select((_, i) => new AddRelation(RelationType.PooledFrom, End(one), new RelatedReference(SampleReference.SavedBy(i), null, null)))])).IsApplied);
        }

        var last = (await StoreSampleAsync()).Sample;
        var outcome = await Operations.ApplyAsync(Operate.Alice, [Operate.Relate(RelationType.RelatedTo, one, last)]);
        Assert.Equal($"RelationNotPossible More than 1000 relations from sample {one}", Tell(outcome.Answers[0]));
        Assert.True((await Operations.ApplyAsync(Operate.Alice, [Operate.Relate(RelationType.RelatedTo, last, one)])).IsApplied);
    }

    [StoreFact]
    public async Task Add_RacingInAllDirections_ClosesNoCircle()
    {
        var samples = new List<SampleId>();
        for (var i = 0; i < 6; i++)
            samples.Add((await StoreSampleAsync()).Sample);
        var outcomes = await AtOnceAsync(30, i =>
        {
            var random = new Random(i);
            return Operations.ApplyAsync(
                Operate.Alice,
                [.. Enumerable.Range(0, 3).Select(_ => (From: random.Next(6), To: random.Next(6))).Where(pair => pair.From != pair.To)
                    .Select(pair => Operate.Relate((RelationType)random.Next(4), samples[pair.From], samples[pair.To]))],
                isAtomic: i % 2 == 0);
        });

        var edges = new HashSet<(SampleId, SampleId)>();
        foreach (var sample in samples)
            edges.UnionWith((await LineageAsync(sample, up: true)).Select(found => (found.Relation.From.Sample, found.Relation.To.Sample)));
        Assert.NotEmpty(edges);
        Assert.Contains(outcomes.SelectMany(outcome => outcome.Answers), answer => answer.Error?.Kind == ErrorKind.RelationNotPossible);
        AssertNoCircle(edges);
    }

    /// <summary>Any calls do what a plain graph does.</summary>
    [StoreFact]
    public void AnyCalls_DoWhatAGraphDoes() => Prop.ForAll(
        Gen.Choose(0, 999_999).ListOf().ToArbitrary(),
        steps =>
        {
            CompareAsync([.. steps]).GetAwaiter().GetResult();
            return true;
        }).QuickCheckThrowOnFailure();

    private async Task CompareAsync(int[] steps)
    {
        var samples = new List<SampleId>();
        for (var i = 0; i < 4; i++)
            samples.Add((await StoreSampleAsync()).Sample);
        var graph = new List<(Guid Id, RelationType Type, SampleId From, SampleId To)>();
        foreach (var call in steps.Chunk(5))
        {
            var random = new Random(call[0]);
            var operations = new List<WriteOperation>();
            var expected = new List<string>();
            foreach (var _ in call)
            {
                if (graph.Count > 0 && random.Next(4) == 0)
                {
                    var ended = graph[random.Next(graph.Count)];
                    graph.Remove(ended);
                    operations.Add(new EndRelation(ended.Id));
                    expected.Add("done");
                    continue;
                }

                var (type, from, to) = ((RelationType)random.Next(6), samples[random.Next(4)], samples[random.Next(4)]);
                var add = Operate.Relate(type, from, to);
                operations.Add(add);
                var same = graph.Find(one => one.Type == type && ((one.From == from && one.To == to) || (type.IsSymmetric() && one.From == to && one.To == from)));
                if (from == to)
                    expected.Add("IllegalParameter from and to are the same sample");
                else if (same.Id != Guid.Empty)
                    expected.Add(same.Id.ToString());
                else if (!type.IsSymmetric() && Reaches(graph, to, from))
                    expected.Add($"RelationNotPossible {from} {RelationTypes.Names[(int)type]} {to} would close a circle");
                else
                {
                    graph.Add((add.WriteId.Value, type, from, to));
                    expected.Add(add.WriteId.Value.ToString());
                }
            }

            Assert.Equal(expected, (await Operations.ApplyAsync(Operate.Alice, operations, isAtomic: false)).Answers.Select(Tell));
        }

        foreach (var sample in samples)
            Assert.Equal(
                graph.Where(one => one.From == sample || (one.Type.IsSymmetric() && one.To == sample)).Select(one => one.Id).Order(),
                (await ActiveAsync(sample)).Select(one => one.Id).Order());
    }

    private static bool Reaches(List<(Guid Id, RelationType Type, SampleId From, SampleId To)> graph, SampleId from, SampleId to) =>
        from == to || graph.Any(one => !one.Type.IsSymmetric() && one.From == from && Reaches(graph, one.To, to));

    private static void AssertNoCircle(HashSet<(SampleId From, SampleId To)> edges)
    {
        // Whoever has nowhere to go is taken away, until nobody is left.
        var left = new HashSet<(SampleId From, SampleId To)>(edges);
        while (left.RemoveWhere(edge => !left.Any(next => next.From == edge.To)) > 0)
        {
        }

        Assert.Empty(left);
    }

    private static RelatedReference End(SampleId sample, int? version = null, string? node = null) => new(
        SampleReference.Of(sample), version is { } number ? new VersionNumber(number) : null, node is null ? null : new NodeId(node));

    private static string Tell(OperationAnswer answer) => answer.Error is { } error ? $"{error.Kind} {error.Detail}" : Operate.Describe(answer);

    private async Task<IReadOnlyList<Relation>> ActiveAsync(SampleId sample) => [.. (await History.ReadAsync(
        (snapshot, token) => snapshot.FindRelationsAsync(Operate.Alice.Requester, [sample], null, token), default)).Select(found => found.Relation)];

    private Task<IReadOnlyList<FoundRelation>> LineageAsync(SampleId sample, bool up, int max = 100) => History.ReadAsync(
        (snapshot, token) => snapshot.FindLineageAsync(
            Operate.Alice.Requester, [sample], up, new HashSet<RelationType> { RelationType.DerivedFrom, RelationType.AliquotOf, RelationType.PartOf, RelationType.PooledFrom },
            null, max, token), default).AsTask();
}
