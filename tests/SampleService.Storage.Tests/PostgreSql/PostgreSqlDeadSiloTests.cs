using Microsoft.Extensions.Logging.Abstractions;
using SampleService.Domain;
using SampleService.Storage.PostgreSql;
using SampleService.Storage.Tests.Specifications;

namespace SampleService.Storage.Tests.PostgreSql;

/// <summary>A silo that its cluster holds for dead has been replaced: what it is still at must not be done.</summary>
[NeedsPostgres]
public sealed class PostgreSqlDeadSiloTests : PostgresTest
{
    private const int Active = 3;
    private const int Stopping = 5;
    private const int Dead = 6;

    private PostgreSqlDatabase _database = null!;

    private SampleStore Samples => new(_database);

    private LinkStore Links => new(_database);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await ExecuteAsync("INSERT INTO silo_clusters (cluster_id) VALUES ('field'), ('other')");
        await ExecuteAsync(
            $"""
            INSERT INTO silos (cluster_id, address, port, generation, silo_name, host_name, status, started, last_alive) VALUES
                ('field', '10.0.0.1', 30000, 17, 's', 'h', {Active}, now(), now()),
                ('field', '10.0.0.1', 30000, 16, 's', 'h', {Dead}, now(), now()),
                ('other', '10.0.0.1', 30000, 17, 's', 'h', {Dead}, now(), now())
            """);
        _database = await PostgreSqlDatabase.OpenAsync(
            await PostgresStores.OptionsAsync(Name) with { Silo = new SiloIdentity("field", "10.0.0.1:30000@17") },
            null, NullLogger<PostgreSqlDatabase>.Instance, default);
    }

    public override async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        await base.DisposeAsync();
    }

    [StoreTheory]
    [InlineData(Active)]
    [InlineData(Stopping)]
    public async Task Write_LivingSilo_IsDone(int status)
    {
        await TurnAsync(status);
        var sample = await StoreSampleAsync(_database);
        foreach (var write in Writes(sample, await LinkAsync(sample)))
            await write();
        Assert.Equal(2, (await Samples.FindAsync(sample.Sample, default))!.Head);
    }

    [StoreFact]
    public async Task Write_DeadSilo_IsRefused()
    {
        var sample = await StoreSampleAsync(_database);
        var link = await LinkAsync(sample);
        await TurnAsync(Dead);
        await AssertRefusedAsync(sample, link);
    }

    [StoreFact]
    public async Task Write_SiloNotInTheTable_IsRefused()
    {
        var sample = await StoreSampleAsync(_database);
        var link = await LinkAsync(sample);
        await ExecuteAsync("DELETE FROM silos WHERE generation = 17");
        await AssertRefusedAsync(sample, link);
    }

    [StoreTheory]
    [InlineData(1, "samples")]
    [InlineData(2, "samples")]
    [InlineData(3, "object_link_counts")]
    [InlineData(5, "object_link_counts")]
    public async Task Write_SiloDeclaredDeadWhileItWaitsForALock_IsRefused(int write, string locked)
    {
        var sample = await StoreSampleAsync(_database);
        var link = await LinkAsync(sample);
        var before = await ContentAsync();
        await using var other = await ConnectAsync();
        await RunAsync(other, "BEGIN");
        await RunAsync(other, $"SELECT FROM {locked} FOR UPDATE");
        var waiting = Writes(sample, link)[write]();
        await WaitUntilBlockedAsync();
        await TurnAsync(Dead);
        await RunAsync(other, "COMMIT");

        Assert.Equal(ErrorKind.ClusterFailure, (await Assert.ThrowsAsync<ServiceException>(() => waiting)).Kind);
        Assert.Equal(before, await ContentAsync());
    }

    [StoreFact]
    public async Task Write_RepeatedByADeadSilo_FindsTheEarlierAttempt()
    {
        var sample = Make.Sample();
        await Samples.CreateAsync(sample, default);
        var version = Make.Version(sample.Id);
        await Samples.SaveVersionAsync(version, default);
        await TurnAsync(Dead);
        await Samples.CreateAsync(sample, default);
        Assert.Equal((SaveStatus.Saved, 2), await Samples.SaveVersionAsync(version, default) is var outcome ? (outcome.Status, outcome.Version) : default);
    }

    [StoreFact]
    public async Task Write_ProcessThatIsNoSilo_IsDone()
    {
        await TurnAsync(Dead);
        var sample = await StoreSampleAsync(await OpenAsync());
        Assert.NotNull(await Samples.FindAsync(sample.Sample, default));
    }

    private Task TurnAsync(int status) => ExecuteAsync($"UPDATE silos SET status = {status} WHERE cluster_id = 'field' AND generation = 17");

    private async Task<DataLink> LinkAsync(SampleVersionId sample) =>
        (await Links.CreateAsync(Make.Link(Make.Unit(1, 1, 1), sample), default)).Link!;

    private Func<Task>[] Writes(SampleVersionId sample, DataLink link) =>
    [
        () => Samples.CreateAsync(Make.Sample(), default).AsTask(),
        () => Samples.SaveVersionAsync(Make.Version(sample.Sample), default).AsTask(),
        async () =>
        {
            var header = (await Samples.FindAsync(sample.Sample, default))!;
            await Samples.ReplaceAclsAsync(
                new NewAcls(sample.Sample, header.AclVersion, header.Acls with { PublicRead = true }, WriteId.New(), Make.User("alice"), false), default);
        },
        () => Links.CreateAsync(Make.Link(Make.Unit(1, 1, 1), sample, replaces: link.Id), default).AsTask(),
        () => Links.CreateAsync(Make.Link(Make.Unit(1, 2, 1), sample), default).AsTask(),
        () => Links.ExpireAsync(Make.Expiry(link.Id), default).AsTask(),
    ];

    private async Task AssertRefusedAsync(SampleVersionId sample, DataLink link)
    {
        var before = await ContentAsync();
        foreach (var write in Writes(sample, link))
            Assert.Equal(ErrorKind.ClusterFailure, (await Assert.ThrowsAsync<ServiceException>(write)).Kind);
        Assert.Equal(before, await ContentAsync());
    }

    /// <summary>All that the writes could change.</summary>
    private async Task<string> ContentAsync() => string.Join('\n', await Task.WhenAll(
        new[] { "samples", "sample_versions", "sample_nodes", "sample_acls", "data_links", "object_link_counts", "sample_link_counts" }
            .Select(table => ScalarAsync<string>($"SELECT coalesce(json_agg(t ORDER BY t::text), '[]')::text FROM {table} AS t"))));
}
