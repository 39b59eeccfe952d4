using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using Orleans.Configuration;
using Orleans.Messaging;
using Orleans.Runtime.Membership;
using Orleans.Runtime.MembershipService;
using SampleService.Storage.PostgreSql;
using SampleService.Testing.Postgres;

namespace SampleService.Grains.Tests.Clustering;

/// <summary>Orleans' membership in the tables of this service, in a schema that only the search_path names.</summary>
public sealed class MembershipTableTests
{
    private static readonly DateTime Noon = new(2026, 5, 4, 12, 0, 0, 250, DateTimeKind.Utc);

    [PostgresFact]
    public async Task Table_SilosComeChangeAndGo_HoldsThem()
    {
        var (server, database, connectionString) = await CreateAsync();
        var table = await OpenAsync(connectionString, "a");
        var other = await OpenAsync(connectionString, "b");
        var empty = await table.ReadAllAsync();
        Assert.Equal((0, 0), (empty.Members.Count, empty.Version.Version));

        var entry = Entry(1);
        Assert.True(await table.InsertRowAsync(entry, empty.Version.Next()));
        Assert.False(await table.InsertRowAsync(Entry(2), empty.Version.Next()));
        var one = await table.ReadAllAsync();
        Assert.False(await table.InsertRowAsync(entry, one.Version.Next()));
        AssertSame(entry, Assert.Single(one.Members).Item1);

        entry.Status = SiloStatus.Active;
        entry.AddSuspector(Entry(2).SiloAddress, Noon);
        entry.AddSuspector(Entry(3).SiloAddress, Noon.AddSeconds(1));
        var etag = one.Members[0].Item2;
        Assert.True(await table.UpdateRowAsync(entry, etag, one.Version.Next()));
        Assert.False(await table.UpdateRowAsync(entry, etag, one.Version.Next()));
        entry.IAmAliveTime = Noon.AddMinutes(1);
        await table.UpdateIAmAliveAsync(entry);
        var two = await table.ReadRowAsync(entry.SiloAddress);
        Assert.Equal(2, two.Version.Version);
        AssertSame(entry, Assert.Single(two.Members).Item1);
        Assert.Empty((await table.ReadRowAsync(Entry(9).SiloAddress)).Members);

        Assert.True(await table.InsertRowAsync(Entry(2), two.Version.Next()));
        await table.CleanupDefunctSiloEntriesAsync(Noon.AddHours(1));
        Assert.Equal(entry.SiloAddress, Assert.Single((await table.ReadAllAsync()).Members).Item1.SiloAddress);
        Assert.Equal([entry.SiloAddress.Endpoint.Address.ToString()], (await GatewaysAsync(connectionString)).Select(uri => uri.Host));

        Assert.Empty((await other.ReadAllAsync()).Members);
        await table.DeleteMembershipTableEntriesAsync("a");
        Assert.Equal(1L, await server.ScalarAsync<long>("SELECT count(*) FROM elsewhere.silo_clusters", database));
        await server.DropDatabaseAsync(database);
    }

    [PostgresFact]
    public async Task InsertRow_OnOneVersionAtOnce_OneWins()
    {
        var (server, database, connectionString) = await CreateAsync();
        var tables = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => OpenAsync(connectionString, "a")));
        for (var round = 0; round < 20; round++)
        {
            var version = (await tables[0].ReadAllAsync()).Version.Next();
            var joined = await Task.WhenAll(tables.Select((table, i) => table.InsertRowAsync(Entry((round * 4) + i), version)));
            Assert.Single(joined, done => done);
        }

        var all = await tables[0].ReadAllAsync();
        Assert.Equal((20, 20), (all.Members.Count, all.Version.Version));
        await server.DropDatabaseAsync(database);
    }

    private static async Task<(PostgresServer Server, string Database, string ConnectionString)> CreateAsync()
    {
        var server = await PostgresServer.SharedAsync();
        var database = await server.CreateDatabaseAsync();
        await server.ExecuteAsync("CREATE SCHEMA elsewhere", database);
        var connectionString = new NpgsqlConnectionStringBuilder(server.ConnectionString(database))
        {
            SearchPath = "elsewhere",
        }.ConnectionString;
        await using var migrated = await PostgreSqlDatabase.OpenAsync(
            new PostgreSqlDatabaseOptions { ConnectionString = connectionString, MigrateOnStart = true }, null, NullLogger<PostgreSqlDatabase>.Instance, default);
        return (server, database, connectionString);
    }

    private static async Task<IMembershipTable> OpenAsync(string connectionString, string cluster)
    {
        var table = new AdoNetClusteringTable(
            new ServiceCollection().BuildServiceProvider(),
            Options.Create(new ClusterOptions { ClusterId = cluster }),
            Options.Create(new AdoNetClusteringSiloOptions { Invariant = "Npgsql", ConnectionString = connectionString }),
            NullLogger<AdoNetClusteringTable>.Instance);
        await table.InitializeMembershipTableAsync(tryInitTableVersion: true);
        return table;
    }

    private static async Task<IList<Uri>> GatewaysAsync(string connectionString)
    {
        IGatewayListProvider gateways = new AdoNetGatewayListProvider(
            NullLogger<AdoNetGatewayListProvider>.Instance,
            new ServiceCollection().BuildServiceProvider(),
            Options.Create(new AdoNetClusteringClientOptions { Invariant = "Npgsql", ConnectionString = connectionString }),
            Options.Create(new GatewayOptions()),
            Options.Create(new ClusterOptions { ClusterId = "a" }));
        await gateways.InitializeGatewayListProvider();
        return await gateways.GetGateways();
    }

    private static MembershipEntry Entry(int number) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Parse($"10.0.0.{number}"), 11111, 7),
        SiloName = $"silo{number}",
        HostName = $"host{number}",
        Status = SiloStatus.Joining,
        ProxyPort = 30000,
        StartTime = Noon,
        IAmAliveTime = Noon,
    };

    private static void AssertSame(MembershipEntry expected, MembershipEntry actual)
    {
        Assert.Equal(
            (expected.SiloAddress, expected.SiloName, expected.HostName, expected.Status, expected.ProxyPort, expected.StartTime, expected.IAmAliveTime),
            (actual.SiloAddress, actual.SiloName, actual.HostName, actual.Status, actual.ProxyPort, actual.StartTime, actual.IAmAliveTime));
        Assert.Equal(expected.SuspectTimes ?? [], actual.SuspectTimes ?? []);
    }
}
