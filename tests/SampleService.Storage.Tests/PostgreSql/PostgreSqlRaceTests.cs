using SampleService.Domain;
using SampleService.Storage.PostgreSql;
using SampleService.Storage.Tests.Specifications;

namespace SampleService.Storage.Tests.PostgreSql;

/// <summary>One write waits for another that is being committed, and then sees what became of it.</summary>
[NeedsPostgres]
public sealed class PostgreSqlRaceTests : PostgresTest
{
    private PostgreSqlDatabase _database = null!;

    private SampleStore Samples => new(_database);

    private LinkStore Links => new(_database);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _database = await OpenAsync();
    }

    [StoreFact]
    public async Task Save_AclsAreBeingChanged_SaysSo()
    {
        var id = (await StoreSampleAsync(_database)).Sample;
        var outcome = await RaceAsync(
            ReplaceAcls(Change(id)),
            () => Samples.SaveVersionAsync(Make.Version(id) with { SeenAclVersion = 1 }, default));
        Assert.Equal((SaveStatus.AclsChanged, 2), (outcome.Status, outcome.Current!.AclVersion));
        Assert.True(outcome.Current.Acls.Read.Contains(Make.User("x")));
    }

    [StoreFact]
    public async Task Save_InAdministrationModeWhileAclsAreBeingChanged_ShowsTheNewOnes()
    {
        var id = (await StoreSampleAsync(_database)).Sample;
        var outcome = await RaceAsync(
            ReplaceAcls(Change(id)), () => Samples.SaveVersionAsync(Make.Version(id), default));
        Assert.Equal(SaveStatus.Saved, outcome.Status);
        Assert.Equal(await Samples.FindAsync(id, default), outcome.Current);
        Assert.True(outcome.Current!.Acls.Read.Contains(Make.User("x")));
    }

    [StoreFact]
    public async Task ReplaceAcls_VersionIsBeingSaved_KeepsBoth()
    {
        var id = (await StoreSampleAsync(_database)).Sample;
        var outcome = await RaceAsync(Save(Make.Version(id)), () => Samples.ReplaceAclsAsync(Change(id), default));
        Assert.True(outcome.Changed);
        Assert.Equal((2, 2L), (outcome.Current!.Head, outcome.Current.AclVersion));
    }

    [StoreFact]
    public async Task CreateLink_RightIsBeingTakenAway_SaysSo()
    {
        var sample = await StoreSampleAsync(_database);
        var outcome = await RaceAsync(
            ReplaceAcls(Change(sample.Sample)),
            () => Links.CreateAsync(Make.Link(Make.Unit(1, 1, 1), sample) with { SeenAclVersion = 1 }, default));
        Assert.Equal(new LinkOutcome(LinkStatus.AclsChanged, null), outcome);
        Assert.Null(await Links.FindActiveAsync(Make.Unit(1, 1, 1), default));
    }

    [StoreFact]
    public async Task ExpireLink_RightIsBeingTakenAway_SaysSo()
    {
        var sample = await StoreSampleAsync(_database);
        var link = Make.Link(Make.Unit(1, 1, 1), sample);
        await Links.CreateAsync(link, default);
        var outcome = await RaceAsync(
            ReplaceAcls(Change(sample.Sample)),
            () => Links.ExpireAsync(Make.Expiry(link.Id) with { SeenAclVersion = 1 }, default));
        Assert.Equal(ExpiryStatus.AclsChanged, outcome.Status);
        Assert.Null(outcome.Link!.Expired);
    }

    [StoreFact]
    public async Task ReplaceAcls_LinkIsBeingMade_WaitsForIt()
    {
        var sample = await StoreSampleAsync(_database);
        var link = Make.Link(Make.Unit(1, 1, 1), sample) with { SeenAclVersion = 1 };
        var outcome = await RaceAsync(CreateLink(link), () => Samples.ReplaceAclsAsync(Change(sample.Sample), default));
        Assert.True(outcome.Changed);
        Assert.Equal(link.Id, (await Links.FindActiveAsync(link.Unit, default))!.Id);
    }

    [StoreFact]
    public async Task CreateLink_AnotherIsBeingMadeOfTheUnit_AnswersWithThatOne()
    {
        var sample = await StoreSampleAsync(_database, "a", "b");
        var winner = Make.Link(Make.Unit(1, 1, 1, "x"), sample, "a");
        var outcome = await RaceAsync(
            CreateLink(winner), () => Links.CreateAsync(Make.Link(winner.Unit, sample, "b"), default));
        Assert.Equal(LinkStatus.ActiveLinkDiffers, outcome.Status);
        Assert.Equal(await Links.FindAsync(winner.Id, default), outcome.Link);
    }

    [StoreFact]
    public async Task CreateLink_AnotherIsGivenUp_IsMade()
    {
        var sample = await StoreSampleAsync(_database);
        var unit = Make.Unit(1, 1, 1);
        var outcome = await RaceAsync(
            CreateLink(Make.Link(unit, sample)), () => Links.CreateAsync(Make.Link(unit, sample), default), commit: false);
        Assert.Equal(LinkStatus.Created, outcome.Status);
    }

    [StoreFact]
    public async Task CreateLink_LastPlaceIsBeingTaken_IsRefused()
    {
        var sample = await StoreSampleAsync(_database);
        var one = new LinkLimits(1, 1);
        var outcome = await RaceAsync(
            CreateLink(Make.Link(Make.Unit(1, 1, 1, "a"), sample)),
            () => Links.CreateAsync(Make.Link(Make.Unit(1, 1, 1, "b"), sample) with { Limits = one }, default));
        Assert.Equal(LinkStatus.TooManyFromObject, outcome.Status);
        outcome = await RaceAsync(
            CreateLink(Make.Link(Make.Unit(1, 1, 2), sample)),
            () => Links.CreateAsync(Make.Link(Make.Unit(1, 1, 3), sample) with { Limits = new LinkLimits(1, 2) }, default));
        Assert.Equal(LinkStatus.TooManyFromSample, outcome.Status);
    }

    [StoreFact]
    public async Task ReplaceLink_ItIsBeingExpired_SaysThatThereIsNone()
    {
        var sample = await StoreSampleAsync(_database);
        var old = Make.Link(Make.Unit(1, 1, 1), sample);
        await Links.CreateAsync(old, default);
        var outcome = await RaceAsync(
            Expire(Make.Expiry(old.Id)),
            () => Links.CreateAsync(Make.Link(old.Unit, sample, replaces: old.Id), default));
        Assert.Equal(new LinkOutcome(LinkStatus.ActiveLinkDiffers, null), outcome);
        Assert.Equal(0, await ScalarAsync<long>(PostgresStores.WrongCounters));
    }

    [StoreFact]
    public async Task ExpireLink_ItIsBeingReplaced_SaysThatItIsNotActive()
    {
        var sample = await StoreSampleAsync(_database);
        var old = Make.Link(Make.Unit(1, 1, 1), sample);
        await Links.CreateAsync(old, default);
        var outcome = await RaceAsync(
            CreateLink(Make.Link(old.Unit, sample, replaces: old.Id)),
            () => Links.ExpireAsync(Make.Expiry(old.Id), default));
        Assert.Equal((ExpiryStatus.NotActive, Make.User("carol")), (outcome.Status, outcome.Link!.ExpiredBy));
    }

    [StoreTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SameWrite_FirstAttemptIsBeingCommitted_IsDoneOnce(bool commit)
    {
        var sample = Make.Sample();
        var created = await RaceAsync(Create(sample), () => Samples.CreateAsync(sample, default), commit);
        Assert.Equal(1, created.Head);
        var id = new SampleVersionId(sample.Id, 1);

        var version = Make.Version(sample.Id);
        Assert.Equal(2, (await RaceAsync(Save(version), () => Samples.SaveVersionAsync(version, default), commit)).Version);
        version = Make.Version(sample.Id) with { PriorVersion = new VersionNumber(2), SeenAclVersion = 1 };
        var saved = await RaceAsync(Save(version), () => Samples.SaveVersionAsync(version, default), commit);
        Assert.Equal((SaveStatus.Saved, 3, 3), (saved.Status, saved.Version, saved.Current!.Head));

        var change = Change(sample.Id);
        var changed = await RaceAsync(ReplaceAcls(change), () => Samples.ReplaceAclsAsync(change, default), commit);
        Assert.Equal((true, 2L), (changed.Changed, changed.Current!.AclVersion));

        var link = Make.Link(Make.Unit(1, 1, 1), id) with { SeenAclVersion = 2 };
        var made = await RaceAsync(CreateLink(link), () => Links.CreateAsync(link, default), commit);
        Assert.Equal((LinkStatus.Created, link.Id), (made.Status, made.Link!.Id));
        var other = Make.Link(link.Unit, id, replaces: link.Id);
        made = await RaceAsync(CreateLink(other), () => Links.CreateAsync(other, default), commit);
        Assert.Equal((LinkStatus.Created, other.Id), (made.Status, made.Link!.Id));
        var expiry = Make.Expiry(other.Id);
        Assert.Equal(
            ExpiryStatus.Expired,
            (await RaceAsync(Expire(expiry), () => Links.ExpireAsync(expiry, default), commit)).Status);

        Assert.Equal(2, await ScalarAsync<long>("SELECT count(*) FROM data_links"));
        Assert.Equal(3, await ScalarAsync<long>("SELECT count(*) FROM sample_versions"));
        Assert.Equal(0, await ScalarAsync<long>(PostgresStores.WrongCounters));
    }

    private static NewAcls Change(SampleId id) => new(
        id, 1, SampleAcls.OwnedBy(Make.User("alice")) with { Read = Make.Users("x") }, WriteId.New(), Make.User("alice"), false);

    /// <summary>Begins the first write, begins the second, sees it wait, ends the first, and gives what the second said.</summary>
    private async Task<T> RaceAsync<T>(PostgreSqlStatement first, Func<ValueTask<T>> second, bool commit = true)
    {
        await using var connection = await ConnectAsync();
        await RunAsync(connection, "BEGIN");
        await RunAsync(connection, first);
        var waiting = second().AsTask();
        await WaitUntilBlockedAsync();
        await RunAsync(connection, commit ? "COMMIT" : "ROLLBACK");
        return await waiting;
    }

    private PostgreSqlStatement Create(NewSample sample) => SampleStatements.Create(sample, _database.Now, attempt: 0);

    private PostgreSqlStatement Save(NewVersion version) => SampleStatements.Save(version, _database.Now);

    private PostgreSqlStatement ReplaceAcls(NewAcls change) => SampleStatements.ReplaceAcls(change, _database.Now);

    private PostgreSqlStatement CreateLink(NewLink link) => LinkStore.CreateStatement(link, _database.Now);

    private PostgreSqlStatement Expire(LinkExpiry expiry) => LinkStore.ExpireStatement(expiry, _database.Now);
}
