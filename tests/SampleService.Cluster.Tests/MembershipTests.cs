using SampleService.Cluster.Tests.Databases;
using SampleService.Testing.Servers;

namespace SampleService.Cluster.Tests;

/// <summary>
/// Which processes are alone and which are members of a cluster. One that is alone opens no port for silos, since they believe whoever
/// reaches it.
/// </summary>
public sealed class MembershipTests
{
    [LinuxFact]
    public Task Start_OnSqlite_ListensForCallersAndMetricsOnly() => AssertAloneAsync(new SqliteFile());

    [PostgresFact]
    public async Task Start_OnPostgreSql_ListensForCallersAndMetricsOnly() => await AssertAloneAsync(await PostgresDatabase.CreateAsync());

    [PostgresFact]
    public async Task Start_MembershipAloneAndOtherKeys_ListensForCallersAndMetricsOnly() => await AssertAloneAsync(
        await PostgresDatabase.CreateAsync(), "--Cluster:Membership=Alone", "--Cluster:GatewayPort=0", "--Cluster:Role=FrontEnd");

    [PostgresTheory]
    [InlineData(1, "--Cluster:ClusterId=some")]
    [InlineData(1, "--Cluster:Membership=Database")]
    [InlineData(2, "--Cluster:GatewayPort=0")]
    public async Task Start_AnyClusterKey_ListensForSilosToo(int ports, string argument)
    {
        await using var database = await PostgresDatabase.CreateAsync();
        await using var server = await ServerProcess.StartAsync(Options(database, argument));

        Assert.Equal(ports, server.FindListeningPorts().Length - 1);
        Assert.Equal(1, await database.ScalarAsync<long>("SELECT count(*) FROM silos"));
    }

    [Theory]
    [InlineData("--Cluster:Membership=Database")]
    [InlineData("--Cluster:GatewayPort=0")]
    [InlineData("--Cluster:Role=FrontEnd")]
    public async Task Start_ClusterOnSqlite_IsRefusedInOneLine(string argument)
    {
        await using var database = new SqliteFile();

        var run = await ServerRun.ToEndAsync(Options(database, "--urls=http://127.0.0.1:0", argument));

        Assert.Equal(2, run.ExitCode);
        var line = Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("Cluster: settings are for several processes", line, StringComparison.Ordinal);
    }

    private static async Task AssertAloneAsync(IDeploymentDatabase database, params string[] arguments)
    {
        await using (database)
        {
            var metrics = LoopbackPort.FindFree();
            await using var server = await ServerProcess.StartAsync(
                Options(database, [$"--Metrics:Urls=http://127.0.0.1:{metrics}", .. arguments]));

            Assert.Equal(new[] { server.Url.Port, metrics }.Order(), server.FindListeningPorts());
        }
    }

    private static ServerOptions Options(IDeploymentDatabase database, params string[] arguments) =>
        new() { DataDirectory = database.DataDirectory, Environment = database.Settings, Arguments = arguments };
}
