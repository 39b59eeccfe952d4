using SampleService.Domain;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>Who answers an offer, takes it back, or changes the ACLs at the same time: exactly one is the first, and the others see what it did.</summary>
public abstract class OwnershipRaceSpecification : StoreSpecification
{
    private const int Rounds = 10;

    [StoreFact]
    public Task Accept_ManyAtOnce_OneIsDone() => RaceAsync(
        async (sample, i) => await Operations.ApplyAsync(Operate.As("bob"), [new AcceptOffer(sample)]),
        (outcomes, header) =>
        {
            Assert.Equal(1, outcomes.Count(static outcome => outcome.IsApplied));
            Assert.Equal((2L, Make.User("bob")), (header.AclVersion, header.Acls.Owner));
        });

    [StoreFact]
    public Task AcceptDeclineAndCancel_AtOnce_OneIsDone() => RaceAsync(
        (sample, i) => Operations.ApplyAsync(
            Operate.As(i % 3 == 2 ? "alice" : "bob"),
            [(i % 3) switch { 0 => new AcceptOffer(sample), 1 => new DeclineOffer(sample), _ => (WriteOperation)new CancelOffer(sample) }]),
        (outcomes, header) =>
        {
            var done = Assert.Single(Enumerable.Range(0, outcomes.Length), i => outcomes[i].IsApplied);
            var isAccepted = done % 3 == 0;
            Assert.Equal((isAccepted ? 2L : 1L, Make.User(isAccepted ? "bob" : "alice")), (header.AclVersion, header.Acls.Owner));
        });

    [StoreFact]
    public Task Offer_ManyAtOnce_OneIsMade() => RaceAsync(
        (sample, i) => Operations.ApplyAsync(
            Operate.Alice, i == 0 ? [new CancelOffer(sample), Operate.Offer(sample, "carol")] : [Operate.Offer(sample, $"user{i}")]),
        (outcomes, _) => Assert.Equal(
            [0], Enumerable.Range(0, outcomes.Length).Where(i => outcomes[i].IsApplied)));

    [StoreFact]
    public Task AcceptAndChangeAcls_AtOnce_AreDoneOneAfterTheOther() => RaceAsync(
        (sample, i) => i == 0
            ? Operations.ApplyAsync(Operate.As("bob"), [new AcceptOffer(sample)])
            : Operations.ApplyAsync(Operate.Alice, [Operate.Share(sample, $"reader{i}")]),
        (outcomes, header) =>
        {
            // The former owner keeps the right to do so.
            Assert.All(outcomes, static outcome => Assert.True(outcome.IsApplied));
            Assert.Equal((outcomes.Length + 1L, Make.User("bob")), (header.AclVersion, header.Acls.Owner));
            Assert.Equal([Make.User("alice")], header.Acls.Admin);
            Assert.Equal(outcomes.Length - 1, header.Acls.Read.Count);
        });

    [StoreFact]
    public Task AcceptAndReplaceAcls_AtOnce_LoseNothing() => RaceAsync(
        async (sample, i) =>
        {
            if (i == 0)
                return (await Operations.ApplyAsync(Operate.As("bob"), [new AcceptOffer(sample)])).IsApplied;
            // As the method of the old service: on condition of the state that it was derived from.
            var acls = SampleAcls.OwnedBy(Make.User("alice")) with { Read = Make.Users($"reader{i}") };
            var outcome = await Samples.ReplaceAclsAsync(new NewAcls(sample.Id!.Value, 1, acls, WriteId.New(), Make.User("alice"), false), default);
            return outcome.Changed;
        },
        (done, header) =>
        {
            Assert.True(done[0]);
            var changes = done.Count(static one => one);
            Assert.InRange(changes, 1, 2);
            Assert.Equal((changes + 1L, Make.User("bob")), (header.AclVersion, header.Acls.Owner));
            Assert.Equal(changes - 1, header.Acls.Read.Count);
        });

    [StoreFact]
    public Task AcceptAndWithdraw_AtOnce_OneIsDone() => RaceAsync(
        (sample, i) => i % 2 == 0
            ? Operations.ApplyAsync(Operate.As("bob"), [new AcceptOffer(sample)])
            : Operations.ApplyAsync(Operate.Alice, [Operate.Withdraw(sample.Id!.Value)]),
        (outcomes, header) =>
        {
            var done = Assert.Single(Enumerable.Range(0, outcomes.Length), i => outcomes[i].IsApplied);
            Assert.Equal(
                done % 2 == 0 ? (Make.User("bob"), false) : (Make.User("alice"), true), (header.Acls.Owner, header.Withdrawal is not null));
        });

    [StoreFact]
    public Task AcceptAndShare_OnOneCondition_OneIsDone() => RaceAsync(
        (sample, i) => i % 2 == 0
            ? Operations.ApplyAsync(Operate.As("bob"), [new AcceptOffer(sample) with { Conditions = new Preconditions(null, 1, null) }])
            : Operations.ApplyAsync(Operate.Alice, [Operate.Share(sample, $"reader{i}") with { Conditions = new Preconditions(null, 1, null) }]),
        (outcomes, header) =>
        {
            Assert.Equal(1, outcomes.Count(static outcome => outcome.IsApplied));
            Assert.Equal(2L, header.AclVersion);
        });

    [StoreFact]
    public Task Leave_ManyAtOnce_OneIsDone() => RaceAsync(
        async (sample, i) =>
        {
            if (i == 0)
                await Operations.ApplyAsync(Operate.Alice, [Operate.Share(sample, "carol")]);
            return await Operations.ApplyAsync(Operate.As("carol"), [new LeaveSample(sample)]);
        },
        (outcomes, header) =>
        {
            Assert.Equal(1, outcomes.Count(static outcome => outcome.IsApplied));
            Assert.Equal((3L, 0), (header.AclVersion, header.Acls.Read.Count));
        });

    /// <summary>Many calls at once about a sample that is offered to bob, again and again.</summary>
    private async Task RaceAsync<T>(Func<SampleReference, int, Task<T>> call, Action<T[], SampleHeader> check)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var id = (await StoreSampleAsync()).Sample;
            await Operations.ApplyAsync(Operate.Alice, [Operate.Offer(SampleReference.Of(id), "bob")]);
            var done = await AtOnceAsync(6, i => call(SampleReference.Of(id), i));
            check(done, (await Samples.FindManyAsync([id], default)).Single());
        }
    }
}
