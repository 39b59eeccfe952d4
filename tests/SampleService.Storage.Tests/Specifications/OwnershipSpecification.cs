using FsCheck;
using FsCheck.Fluent;
using SampleService.Domain;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>What every back end has to do with samples that change their owners, and with users who leave samples.</summary>
public abstract class OwnershipSpecification : StoreSpecification
{
    private static readonly OperationCaller Bob = Operate.As("bob");

    private static readonly OperationCaller Admin = new(new Requester(Make.User("root"), true), Make.User("root"));

    [StoreFact]
    public async Task Offer_Sample_IsListedForBothSidesAndTold()
    {
        var id = (await StoreSampleAsync()).Sample;
        var outcome = await Operations.ApplyAsync(Operate.Alice, [Operate.Offer(SampleReference.Of(id), "bob", AccessLevel.Read, message: "yours")]);

        var expected = new OwnershipOffer(
            id, Make.User("alice"), Make.User("bob"), AccessLevel.Read, "yours", Clock.Now, Clock.Now.Plus((long)TimeSpan.FromDays(30).TotalMilliseconds));
        Assert.Equal(expected, Assert.IsType<MadeOffer>(outcome.Answers[0].Result).Offer);
        Assert.Equal([new NamedOffer(expected, "a sample")], await ListAsync(to: "bob"));
        Assert.Equal([new NamedOffer(expected, "a sample")], await ListAsync(from: "alice"));
        Assert.Equal([new NamedOffer(expected, "a sample")], await ListAsync());
        Assert.Empty(await ListAsync(to: "alice"));
        Assert.Empty(await ListAsync(from: "bob"));
        // Nobody has become anything by it.
        Assert.Equal((1L, SampleAcls.OwnedBy(Make.User("alice"))), await AclsAsync(id));
        var told = (await PublishedAsync())[^1];
        Assert.Equal((EventType.OfferChange, id, Make.User("alice"), Make.User("bob")), (told.Type, told.Sample, told.By, told.Addressee));
    }

    [StoreTheory]
    [InlineData(AccessLevel.Admin, "alice dora", "erin", "carol")]
    [InlineData(AccessLevel.Write, "dora", "alice erin", "carol")]
    [InlineData(AccessLevel.Read, "dora", "erin", "alice carol")]
    [InlineData(AccessLevel.None, "dora", "erin", "carol")]
    public async Task Accept_Offer_ChangesTheOwnerInOneChangeOfTheAcls(AccessLevel keep, string admin, string write, string read)
    {
        var id = (await StoreSampleAsync()).Sample;
        var reference = SampleReference.Of(id);
        await Operations.ApplyAsync(
            Operate.Alice,
            [
                new ReplaceSampleAcls(reference, new AclReplacement(Make.Users("dora"), Make.Users("bob", "erin"), Make.Users("carol"), true)),
                Operate.Offer(reference, "bob", keep),
            ]);
        Clock.Now = Clock.Now.Plus(5);
        var outcome = await Operations.ApplyAsync(Bob, [new AcceptOffer(reference)]);

        Assert.True(outcome.IsApplied);
        var acls = new SampleAcls(
            Make.User("bob"), Make.Users(admin.Split(' ')), Make.Users(write.Split(' ')), Make.Users(read.Split(' ')), true);
        Assert.Equal((3L, acls), await AclsAsync(id));
        Assert.Empty(await ListAsync());
        var change = (await History.ReadAsync(
            (snapshot, token) => snapshot.ListAclChangesAsync(id, NumberRange.Whole(Timestamp.Earliest, Timestamp.Latest, false), 10, token), default))[^1];
        Assert.Equal((3L, Clock.Now, Make.User("bob"), false), (change.AclVersion, change.At, change.By, change.IsAdministrator));
        Assert.Equal((Make.User("alice"), acls), (change.Before!.Owner, change.After));
        var told = (await PublishedAsync()).TakeLast(2).ToList();
        Assert.Equal([(EventType.OfferChange, null, Make.User("bob")), (EventType.OwnerChange, (long?)3, null)], told.Select(one => (one.Type, one.AclVersion, one.Addressee)));
        Assert.All(told, one => Assert.Equal((id, Make.User("bob")), (one.Sample, one.By)));
    }

    [StoreFact]
    public async Task Accept_Offer_IsFoundByTheNewOwner()
    {
        var first = (await StoreSampleAsync()).Sample;
        var second = (await StoreSampleAsync()).Sample;
        var ordinals = (First: await OrdinalOfAsync(first), Second: await OrdinalOfAsync(second));
        await Operations.ApplyAsync(
            Operate.Alice, [Operate.Offer(SampleReference.Of(first), "carol"), Operate.Offer(SampleReference.Of(second), "bob", AccessLevel.Write)]);
        await Operations.ApplyAsync(Bob, [new AcceptOffer(SampleReference.Of(second))]);

        Assert.Equal([ordinals.Second], await ListedAsync(new OwnedSource(Make.User("bob"))));
        Assert.Equal([ordinals.First], await ListedAsync(new OwnedSource(Make.User("alice"))));
        Assert.Equal([ordinals.Second], await ListedAsync(new SharedSource([Make.User("alice")])));
        Assert.Empty(await ListedAsync(new SharedSource([Make.User("bob")])));
    }

    [StoreFact]
    public async Task Accept_FirstChangeOfASample_IsExplainedByTheFormerOwner()
    {
        var id = (await StoreSampleAsync()).Sample;
        var created = Clock.Now;
        await Operations.ApplyAsync(Operate.Alice, [Operate.Offer(SampleReference.Of(id), "bob")]);
        Clock.Now = Clock.Now.Plus(7);
        await Operations.ApplyAsync(Admin, [new AcceptOffer(SampleReference.Of(id))]);

        var bob = (await Access.FindAsync(id, Make.User("bob"), default))!;
        Assert.Equal(
            [new AccessReason(AccessVia.Owner, AccessLevel.Owner, Clock.Now, Make.User("alice"))], bob.ReasonsFor(AccessLevel.Read, []));
        var alice = (await Access.FindAsync(id, Make.User("alice"), default))!;
        Assert.Equal((AccessLevel.Owner, AccessLevel.Admin), (alice.Changes.Single().From, alice.Changes.Single().To));
        Assert.Equal(created, alice.RecordedSince);
        // In administration mode the addressee is the owner, and whoever acted is told.
        Assert.Equal((Make.User("root"), true), (bob.Changes.Single().By, bob.Changes.Single().AsAdministrator));
    }

    [StoreFact]
    public async Task Offer_WhatMayNotBe_SaysWhy()
    {
        var id = (await StoreSampleAsync()).Sample;
        var sample = SampleReference.Of(id);
        var none = SampleReference.Of(SampleId.New(TimeProvider.System));
        var alice = await TellAsync(
            Operate.Alice, Operate.Offer(none, "bob"), Operate.Offer(sample, "alice"), Operate.Offer(sample, "bob", expires: Clock.Now),
            Operate.Offer(sample, "bob") with { UpstreamFault = new ServiceException(ErrorKind.NoSuchUser, "bob") },
            Operate.Offer(sample, "bob") with { Conditions = new Preconditions(null, 2, null) }, new CancelOffer(sample), new CancelOffer(none),
            new AcceptOffer(sample), new LeaveSample(sample), new LeaveSample(none), Operate.Offer(sample, "bob"), Operate.Offer(sample, "carol"),
            new AcceptOffer(sample), new DeclineOffer(sample));
        var bob = await TellAsync(
            Bob, Operate.Offer(sample, "carol"), new CancelOffer(sample), new LeaveSample(sample), new AcceptOffer(none),
            new AcceptOffer(sample) with { Conditions = new Preconditions(new VersionNumber(2), null, null) }, new DeclineOffer(sample), new AcceptOffer(sample));

        Assert.Equal(
            [
                $"NoSuchSample {none.Id}", $"IllegalParameter alice owns sample {id} already",
                "IllegalParameter expires must be in the future and at most 365 days ahead", "NoSuchUser bob",
                $"ConcurrencyViolation ACL version required for sample {id} is 2, but current ACL version is 1", $"NoSuchOffer {id}", $"NoSuchOffer {none.Id}",
                $"NoSuchOffer {id}", $"Unauthorized The owner alice cannot leave sample {id}", $"NoSuchSample {none.Id}", "done", $"OfferExists {id}",
                $"NoSuchOffer {id}", $"NoSuchOffer {id}",
            ],
            alice);
        Assert.Equal(
            [
                $"Unauthorized User bob does not own sample {id}", $"Unauthorized User bob does not own sample {id}",
                $"Unauthorized User bob has no entry in the ACLs of sample {id}", $"NoSuchOffer {none.Id}",
                $"NoSuchOffer {id}", "done", $"NoSuchOffer {id}",
            ],
            bob);
        Assert.Empty(await ListAsync());
    }

    [StoreFact]
    public async Task Offer_ThatHasExpired_IsNoneAndMakesRoom()
    {
        var id = (await StoreSampleAsync()).Sample;
        var sample = SampleReference.Of(id);
        await Operations.ApplyAsync(Operate.Alice, [Operate.Offer(sample, "bob", expires: Clock.Now.Plus(10))]);
        Clock.Now = Clock.Now.Plus(9);
        Assert.Single(await ListAsync(to: "bob"));
        Clock.Now = Clock.Now.Plus(1);

        Assert.Empty(await ListAsync(to: "bob"));
        Assert.Equal([$"NoSuchOffer {id}", $"NoSuchOffer {id}"], await TellAsync(Bob, new AcceptOffer(sample), new DeclineOffer(sample)));
        Assert.Equal([$"NoSuchOffer {id}", "done"], await TellAsync(Operate.Alice, new CancelOffer(sample), Operate.Offer(sample, "carol")));
        Assert.Equal("carol", Assert.Single(await ListAsync()).Offer.To.Value);
        Assert.Equal(["done"], await TellAsync(Operate.Alice, new CancelOffer(sample)));
        Assert.Empty(await ListAsync());
        Assert.Equal(3, (await PublishedAsync()).Count(one => one.Type == EventType.OfferChange));
    }

    [StoreFact]
    public async Task Withdraw_OfferedSample_EndsTheOfferForGood()
    {
        var id = (await StoreSampleAsync()).Sample;
        var sample = SampleReference.Of(id);
        await Operations.ApplyAsync(Operate.Alice, [Operate.Share(sample, "carol"), Operate.Offer(sample, "bob")]);
        await Operations.ApplyAsync(Operate.Alice, [Operate.Withdraw(id)]);

        var withdrawn = $"SampleWithdrawn {id} was withdrawn by alice at {Clock.Now}: a mistake";
        Assert.Empty(await ListAsync());
        // Those who could not read it are not told that it is withdrawn.
        Assert.Equal(
            [$"NoSuchOffer {id}", $"NoSuchOffer {id}", $"Unauthorized User bob does not own sample {id}", $"Unauthorized User bob has no entry in the ACLs of sample {id}"],
            await TellAsync(Bob, new AcceptOffer(sample), new DeclineOffer(sample), Operate.Offer(sample, "dora"), new LeaveSample(sample)));
        Assert.Equal(Enumerable.Repeat(withdrawn, 3), await TellAsync(Operate.As("carol"), new AcceptOffer(sample), Operate.Offer(sample, "dora"), new LeaveSample(sample)));
        Assert.Equal([withdrawn, withdrawn], await TellAsync(Operate.Alice, Operate.Offer(sample, "dora"), new CancelOffer(sample)));
        Assert.Equal([withdrawn], await TellAsync(Admin, new AcceptOffer(sample)));
        Assert.Equal([EventType.OfferChange, EventType.SampleWithdrawn], (await PublishedAsync()).TakeLast(2).Select(one => one.Type));

        await Operations.ApplyAsync(Operate.Alice, [Operate.Restore(id)]);
        Assert.Equal([$"NoSuchOffer {id}"], await TellAsync(Bob, new AcceptOffer(sample)));
        Assert.Equal(["done"], await TellAsync(Operate.Alice, Operate.Offer(sample, "bob")));
    }

    [StoreFact]
    public async Task Withdraw_VersionOfAnOfferedSample_LeavesTheOffer()
    {
        var id = (await StoreSampleAsync()).Sample;
        await Samples.SaveVersionAsync(Make.Version(id), default);
        await Operations.ApplyAsync(Operate.Alice, [Operate.Offer(SampleReference.Of(id), "bob"), Operate.Withdraw(id, 1)]);
        Assert.Equal("next", Assert.Single(await ListAsync(to: "bob")).Name);
    }

    [StoreFact]
    public async Task Erase_OfferThatAProcessOfBeforeLeft_IsGone()
    {
        var id = (await StoreSampleAsync()).Sample;
        await Operations.ApplyAsync(Operate.Alice, [Operate.Offer(SampleReference.Of(id), "bob", message: "a secret")]);
        await ExecuteAsync($"UPDATE samples SET withdrawn_at = 7, withdrawn_by = 'alice', withdrawn_reason = 'wrong' WHERE id = '{id}'");
        Assert.Empty(await ListAsync());
        Assert.Equal([$"NoSuchOffer {id}"], await TellAsync(Bob, new AcceptOffer(SampleReference.Of(id))));

        await Erasures.EraseAsync(id, default);
        await ExecuteAsync($"UPDATE samples SET withdrawn_at = NULL, withdrawn_by = NULL, withdrawn_reason = NULL WHERE id = '{id}'");
        Assert.Empty(await ListAsync());
    }

    [StoreFact]
    public async Task Leave_Sample_RemovesTheOwnEntryAlone()
    {
        var id = (await StoreSampleAsync()).Sample;
        var sample = SampleReference.Of(id);
        await Operations.ApplyAsync(
            Operate.Alice, [new ReplaceSampleAcls(sample, new AclReplacement(Make.Users("bob"), Make.Users("@lab"), Make.Users("carol"), true))]);
        Assert.Equal(["done", $"Unauthorized User bob has no entry in the ACLs of sample {id}"], await TellAsync(Bob, new LeaveSample(sample), new LeaveSample(sample)));

        Assert.Equal(
            (3L, new SampleAcls(Make.User("alice"), UserSet.Empty, Make.Users("@lab"), Make.Users("carol"), true)), await AclsAsync(id));
        var told = (await PublishedAsync())[^1];
        Assert.Equal((EventType.AclChange, (long?)3, Make.User("bob")), (told.Type, told.AclVersion, told.By));
    }

    [StoreFact]
    public async Task Offer_WhatTheSameCallMakes_IsAcceptedInIt()
    {
        var made = Operate.New();
        var outcome = await Operations.ApplyAsync(
            Admin with { Actor = Make.User("alice") },
            [
                made, Operate.Offer(SampleReference.SavedBy(0), "bob", AccessLevel.None), new AcceptOffer(SampleReference.SavedBy(0)),
                Operate.Offer(SampleReference.SavedBy(0), "carol"), new CancelOffer(SampleReference.SavedBy(0)), Operate.Offer(SampleReference.SavedBy(0), "dora"),
            ]);

        Assert.True(outcome.IsApplied);
        Assert.Equal((2L, SampleAcls.OwnedBy(Make.User("bob"))), await AclsAsync(made.Sample));
        Assert.Equal(("bob", "dora"), (Assert.Single(await ListAsync()).Offer.From.Value, Assert.Single(await ListAsync()).Offer.To.Value));
        Assert.Equal(Make.User("alice"), (await Access.FindAsync(made.Sample, Make.User("bob"), default))!.ReasonsFor(AccessLevel.Read, []).Single().GrantedBy);
        await Operations.ApplyAsync(Admin, [Operate.Offer(SampleReference.Of(made.Sample), "erin"), new AcceptOffer(SampleReference.Of(made.Sample))], isAtomic: false, isDryRun: true);
        Assert.Equal(2L, (await AclsAsync(made.Sample)).Version);
    }

    [StoreFact]
    public async Task ReplaceAcls_OfTheOwnerOfBefore_IsDecidedAgainAndFoundAgain()
    {
        var id = (await StoreSampleAsync()).Sample;
        var stored = new NewAcls(id, 1, SampleAcls.OwnedBy(Make.User("alice")) with { Read = Make.Users("carol") }, WriteId.New(), Make.User("alice"), false);
        Assert.True((await Samples.ReplaceAclsAsync(stored, default)).Changed);
        await Operations.ApplyAsync(Operate.Alice, [Operate.Offer(SampleReference.Of(id), "bob")]);
        await Operations.ApplyAsync(Bob, [new AcceptOffer(SampleReference.Of(id))]);

        var late = await Samples.ReplaceAclsAsync(stored with { SeenAclVersion = 2, WriteId = WriteId.New() }, default);
        Assert.Equal((false, Make.User("bob")), (late.Changed, late.Current!.Acls.Owner));
        Assert.True((await Samples.ReplaceAclsAsync(stored, default)).Changed);
        Assert.Equal(3L, (await AclsAsync(id)).Version);
        await Assert.ThrowsAsync<ArgumentException>(async () => await Samples.ReplaceAclsAsync(stored with { SeenAclVersion = 3, WriteId = WriteId.New() }, default));
    }

    [StoreFact]
    public async Task List_PageByPage_IsAllOfThemWhateverTheLimits()
    {
        var ids = new List<SampleId>();
        for (var i = 0; i < 7; i++)
            ids.Add((await StoreSampleAsync()).Sample);
        await Operations.ApplyAsync(
            Operate.Alice, [.. ids.Select((id, i) => Operate.Offer(SampleReference.Of(id), "bob", expires: i % 3 == 1 ? Clock.Now.Plus(1) : null))]);
        Clock.Now = Clock.Now.Plus(1);
        var expected = ids.Where((_, i) => i % 3 != 1).OrderBy(id => id.ToString(), StringComparer.Ordinal).ToList();

        foreach (var limit in (int[])[1, 2, 3, 5, 100])
            foreach (var maxExamined in (int[])[1, 2, 100])
            {
                var walked = new List<SampleId>();
                SampleId? after = null;
                do
                {
                    var page = await Offers.ListAsync(new OfferQuery(Make.User("bob"), null, after, limit), maxExamined, default);
                    Assert.True(page.Examined <= maxExamined && page.Offers.Count <= limit && (page.Next is null || page.Next != after));
                    walked.AddRange(page.Offers.Select(one => one.Offer.Sample));
                    after = page.Next;
                }
                while (after is not null);
                Assert.Equal(expected, walked);
            }
    }

    /// <summary>Any calls do what a model of one sample does.</summary>
    [StoreFact]
    public void AnyCalls_DoWhatAModelDoes() => Prop.ForAll(
        Gen.Choose(0, 999_999).ListOf().ToArbitrary(),
        steps =>
        {
            CompareAsync([.. steps]).GetAwaiter().GetResult();
            return true;
        }).QuickCheckThrowOnFailure();

    private async Task CompareAsync(int[] steps)
    {
        string[] users = ["alice", "bob", "carol"];
        var id = (await StoreSampleAsync()).Sample;
        var sample = SampleReference.Of(id);
        var (owner, version) = ("alice", 1L);
        var levels = new Dictionary<string, AccessLevel>();
        (string To, AccessLevel Keep)? offer = null;
        foreach (var step in steps)
        {
            var random = new Random(step);
            var (user, other, keep) = (users[random.Next(3)], users[random.Next(3)], (AccessLevel)random.Next(4));
            WriteOperation operation = random.Next(5) switch
            {
                0 or 1 => Operate.Offer(sample, other, keep),
                2 => new AcceptOffer(sample),
                3 => random.Next(2) == 0 ? new DeclineOffer(sample) : new CancelOffer(sample),
                _ => new LeaveSample(sample),
            };
            var isDone = false;
            switch (operation)
            {
                case OfferSample when user == owner && other != owner && offer is null:
                    (offer, isDone) = ((other, keep), true);
                    break;
                case AcceptOffer when offer?.To == user:
                    levels.Remove(user);
                    if (offer.Value.Keep != AccessLevel.None)
                        levels[owner] = offer.Value.Keep;
                    (owner, version, offer, isDone) = (user, version + 1, null, true);
                    break;
                case DeclineOffer when offer?.To == user:
                case CancelOffer when offer is not null && user == owner:
                    (offer, isDone) = (null, true);
                    break;
                case LeaveSample when levels.Remove(user):
                    (version, isDone) = (version + 1, true);
                    break;
            }

            Assert.Equal(isDone, (await Operations.ApplyAsync(Operate.As(user), [operation])).IsApplied);
        }

        var (present, acls) = await AclsAsync(id);
        Assert.Equal((version, owner), (present, acls.Owner.Value));
        Assert.All(users.Where(user => user != owner), user => Assert.Equal(levels.GetValueOrDefault(user), acls.OwnLevelOf(Make.User(user))));
        Assert.Equal(offer?.To, (await ListAsync(from: owner)).SingleOrDefault(one => one.Offer.Sample == id)?.Offer.To.Value);
    }

    private async Task<IEnumerable<string>> TellAsync(OperationCaller caller, params WriteOperation[] operations) =>
        (await Operations.ApplyAsync(caller, operations, isAtomic: false)).Answers
            .Select(static answer => answer.Error is { } error ? $"{error.Kind} {error.Detail}" : "done");

    private async Task<IReadOnlyList<NamedOffer>> ListAsync(string? to = null, string? from = null) => (await Offers.ListAsync(
        new OfferQuery(to is null ? null : Make.User(to), from is null ? null : Make.User(from), null, 1000), 10_000, default)).Offers;

    private async Task<(long Version, SampleAcls Acls)> AclsAsync(SampleId id)
    {
        var header = (await Samples.FindAsync(id, default))!;
        return (header.AclVersion, header.Acls);
    }

    private async Task<IReadOnlyList<long>> ListedAsync(CandidateSource source) => await Search.ReadAsync(
        (snapshot, token) => snapshot.ListAsync(source, new OrdinalRange(0, long.MaxValue, false), 10, token), default);

    private async Task<long> OrdinalOfAsync(SampleId id) =>
        (await Search.ReadAsync((snapshot, token) => snapshot.GatherAsync(new IdSource([id]), 10, token), default)).Single();
}
