using SampleService.Storage.Tests.Specifications;

namespace SampleService.Storage.Tests.PostgreSql;

/// <summary>What silos rely on in the table of their membership.</summary>
[NeedsPostgres]
public sealed class OrleansMembershipTests : IAsyncLifetime
{
    private const int Joining = 2;
    private const int Active = 3;
    private const int Dead = 6;

    private static readonly DateTime Noon = new(2026, 5, 4, 12, 0, 0, 123, DateTimeKind.Utc);

    private OrleansQueries _queries = null!;

    public async Task InitializeAsync() => _queries = await OrleansQueries.OfFreshDatabaseAsync();

    public async Task DisposeAsync() => await _queries.DisposeAsync();

    [StoreFact]
    public void Queries_OfClusteringAndGrainStorage_AreThere() => Assert.Equal(
        [
            "CleanupDefunctSiloEntriesKey", "ClearStorageKey", "DeleteMembershipTableEntriesKey", "DeleteStorageKey",
            "GatewaysQueryKey", "InsertMembershipKey", "InsertMembershipVersionKey", "MembershipReadAllKey",
            "MembershipReadRowKey", "ReadFromStorageKey", "UpdateIAmAlivetimeKey", "UpdateMembershipKey",
            "WriteToStorageKey",
        ],
        _queries.Keys.Order(StringComparer.Ordinal));

    [StoreFact]
    public async Task Tables_OtherSearchPath_AreInItsSchema() => Assert.Equal(
        0, await _queries.ScalarAsync<long>("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"));

    [StoreFact]
    public async Task InsertMembershipVersion_FirstSilo_MakesTheCluster()
    {
        Assert.Empty(await ReadAllAsync());
        Assert.True(await _queries.DecideAsync("InsertMembershipVersionKey", Cluster));
        Assert.False(await _queries.DecideAsync("InsertMembershipVersionKey", Cluster));
        var row = Assert.Single(await _queries.AskAsync("MembershipReadRowKey", Silo(1)));
        Assert.Equal(0, row["Version"]);
        Assert.Equal(DBNull.Value, row["StartTime"]);
        Assert.Equal(DBNull.Value, Assert.Single(await ReadAllAsync())["Address"]);
    }

    [StoreFact]
    public async Task InsertMembership_NewSilo_IsReadAsGiven()
    {
        await MakeClusterAsync();
        Assert.True(await InsertAsync(1, version: 0));
        var row = Assert.Single(await _queries.AskAsync("MembershipReadRowKey", Silo(1)));
        Assert.Equal(
            new Dictionary<string, object>
            {
                ["DeploymentId"] = "c",
                ["Address"] = "10.0.0.1",
                ["Port"] = 11111,
                ["Generation"] = 7,
                ["SiloName"] = "silo1",
                ["HostName"] = "host1",
                ["Status"] = Joining,
                ["ProxyPort"] = 30001,
                ["SuspectTimes"] = DBNull.Value,
                ["StartTime"] = Noon,
                ["IAmAliveTime"] = Noon,
                ["Version"] = 1,
            }.OrderBy(column => column.Key),
            row.ToDictionary(column => Contract(column.Key), column => column.Value).OrderBy(column => column.Key));
    }

    [StoreFact]
    public async Task UpdateMembership_OldVersion_ChangesNothing()
    {
        await MakeClusterAsync();
        Assert.True(await InsertAsync(1, version: 0));
        Assert.False(await InsertAsync(2, version: 0));
        Assert.False(await UpdateAsync(1, Active, version: 0));
        var row = Assert.Single(await ReadAllAsync());
        Assert.Equal((1, Joining), (row["Version"], row["Status"]));
    }

    [StoreFact]
    public async Task Membership_SiloThereOrMissing_IsNotAddedOrChanged()
    {
        await MakeClusterAsync();
        Assert.True(await InsertAsync(1, version: 0));
        Assert.False(await InsertAsync(1, version: 1));
        Assert.False(await UpdateAsync(2, Dead, version: 1));
        Assert.Equal(1, Assert.Single(await ReadAllAsync())["Version"]);
    }

    [StoreFact]
    public async Task UpdateMembership_ManyOnOneVersion_OneHappens()
    {
        await MakeClusterAsync();
        var added = await Task.WhenAll(Enumerable.Range(1, 30).Select(i => InsertAsync(i, version: 0)));
        Assert.Single(added, happened => happened);
        var first = Array.IndexOf(added, true) + 1;
        var updated = await Task.WhenAll(
            Enumerable.Range(0, 30).Select(i => i < 15 ? UpdateAsync(first, Active, version: 1) : InsertAsync(100 + i, version: 1)));
        Assert.Single(updated, happened => happened);
        Assert.Equal(2, (await ReadAllAsync())[0]["Version"]);
    }

    [StoreFact]
    public async Task UpdateIAmAlive_Silo_ChangesTheTimeAndNotTheVersion()
    {
        await MakeClusterAsync();
        await InsertAsync(1, version: 0);
        await _queries.AskAsync("UpdateIAmAlivetimeKey", [.. Silo(1), ("IAmAliveTime", Noon.AddHours(1))]);
        var row = Assert.Single(await ReadAllAsync());
        Assert.Equal((Noon.AddHours(1), 1), (row["IAmAliveTime"], row["Version"]));
    }

    [StoreFact]
    public async Task GatewaysQuery_OneStatus_FindsSilosThatTakeClients()
    {
        await MakeClusterAsync();
        await InsertAsync(1, version: 0);
        await InsertAsync(2, version: 1, gateway: 0);
        await InsertAsync(3, version: 2);
        await UpdateAsync(1, Active, version: 3);
        await UpdateAsync(2, Active, version: 4);
        var row = Assert.Single(await _queries.AskAsync("GatewaysQueryKey", Cluster, ("Status", Active)));
        Assert.Equal(("10.0.0.1", 30001, 7), (row["Address"], row["ProxyPort"], row["Generation"]));
    }

    [StoreFact]
    public async Task CleanupDefunctSilos_OldAndNotActive_AreRemoved()
    {
        await MakeClusterAsync();
        for (var i = 1; i <= 4; i++)
            await InsertAsync(i, version: i - 1);
        await UpdateAsync(1, Active, version: 4);
        await UpdateAsync(2, Dead, version: 5);
        await UpdateAsync(3, Dead, version: 6);
        await _queries.AskAsync("UpdateIAmAlivetimeKey", [.. Silo(3), ("IAmAliveTime", Noon.AddHours(2))]);
        await _queries.AskAsync("CleanupDefunctSiloEntriesKey", Cluster, ("IAmAliveTime", Noon.AddHours(1)));
        Assert.Equal(
            ["10.0.0.1", "10.0.0.3"], (await ReadAllAsync()).Select(row => (string)row["Address"]).Order(StringComparer.Ordinal));
    }

    [StoreFact]
    public async Task DeleteMembership_OneCluster_LeavesOthers()
    {
        await MakeClusterAsync();
        await InsertAsync(1, version: 0);
        await _queries.DecideAsync("InsertMembershipVersionKey", ("DeploymentId", "other"));
        await _queries.AskAsync("DeleteMembershipTableEntriesKey", Cluster);
        Assert.Empty(await ReadAllAsync());
        Assert.Single(await _queries.AskAsync("MembershipReadAllKey", ("DeploymentId", "other")));
    }

    private static (string, object?) Cluster => ("DeploymentId", "c");

    private static (string Name, object? Value)[] Silo(int i) =>
        [Cluster, ("Address", $"10.0.0.{i}"), ("Port", 11111), ("Generation", 7)];

    private static string Contract(string column) => new[]
    {
        "DeploymentId", "Address", "Port", "Generation", "SiloName", "HostName", "Status", "ProxyPort", "SuspectTimes",
        "StartTime", "IAmAliveTime", "Version",
    }.Single(name => name.Equals(column, StringComparison.OrdinalIgnoreCase));

    private Task<bool> MakeClusterAsync() => _queries.DecideAsync("InsertMembershipVersionKey", Cluster);

    private Task<bool> InsertAsync(int i, int version, int? gateway = null) => _queries.DecideAsync(
        "InsertMembershipKey",
        [
            .. Silo(i), ("SiloName", $"silo{i}"), ("HostName", $"host{i}"), ("Status", Joining),
            ("ProxyPort", gateway ?? 30000 + i), ("StartTime", Noon), ("IAmAliveTime", Noon), ("Version", version),
        ]);

    private Task<bool> UpdateAsync(int i, int status, int version) => _queries.DecideAsync(
        "UpdateMembershipKey",
        [.. Silo(i), ("Status", status), ("SuspectTimes", null), ("IAmAliveTime", Noon), ("Version", version)]);

    private Task<List<Dictionary<string, object>>> ReadAllAsync() => _queries.AskAsync("MembershipReadAllKey", Cluster);
}
