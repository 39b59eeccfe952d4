using System.Net;
using System.Net.Sockets;
using SampleService.Cluster.Tests.Disturbed;
using SampleService.Testing.Servers;

namespace SampleService.Cluster.Tests;

/// <summary>A silo that could not work with the others does not start, and says in one line which setting is to blame.</summary>
public sealed class SiloStartTests : IAsyncLifetime
{
    /// <summary>How the table has a silo that takes part in the cluster.</summary>
    private const int Active = 3;

    private Deployment _deployment = null!;

    public async Task InitializeAsync() => _deployment = await Deployment.CreateAsync(linkLimit: 10, Sharing.Cluster);

    public async Task DisposeAsync() => await _deployment.DisposeAsync();

    [PostgresTheory]
    [InlineData("SiloPort")]
    [InlineData("GatewayPort")]
    public async Task Start_PortInUse_NamesTheSetting(string setting)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await AssertRefusedAsync($"Cluster:{setting} = '{port}' is in use", $"--Cluster:{setting}={port}");
    }

    [PostgresFact]
    public Task Start_AddressOfAnotherMachine_NamesTheSetting() =>
        AssertRefusedAsync("Cluster:Address = '192.0.2.1'", "--Cluster:Address=192.0.2.1");

    [PostgresFact]
    public Task Start_ResponseTimeShorterThanProbes_IsRefused() => AssertRefusedAsync(
        "Cluster:ResponseSeconds = '29' is shorter than the 30 seconds", "--Cluster:ResponseSeconds=29", "--Cluster:ProbeSeconds=10");

    [PostgresFact]
    public async Task Start_LoopbackAddressAndSiloElsewhere_IsRefused()
    {
        await using (await ServerProcess.StartAsync(_deployment.Options))
        {
            // What a silo on another machine would have written.
            await _deployment.ExecuteAsync("UPDATE silos SET host_name = 'elsewhere'");
            await AssertRefusedAsync("Cluster:Address = '127.0.0.1' is reached from this machine alone, and there is a silo on elsewhere");
        }
    }

    [PostgresFact]
    public async Task Start_SilosKilledOnThisMachine_DeclaresThemDead()
    {
        var silos = await Task.WhenAll(ServerProcess.StartAsync(_deployment.Options), ServerProcess.StartAsync(_deployment.Options));
        foreach (var silo in silos)
            silo.Kill();
        foreach (var silo in silos)
        {
            await silo.WaitForExitAsync();
            await silo.DisposeAsync();
        }

        Assert.Equal(2, await _deployment.ScalarAsync<long>($"SELECT count(*) FROM silos WHERE status = {Active}"));
        await using var next = await ServerProcess.StartAsync(_deployment.Options);
        Assert.Equal(2, next.Output.Split("terminated without leaving the cluster, and is declared dead").Length - 1);
        Assert.Equal(1, await _deployment.ScalarAsync<long>($"SELECT count(*) FROM silos WHERE status = {Active}"));
    }

    [PostgresFact]
    public async Task Start_SiloKilledAtAnotherAddress_WaitsForTwoMinutesOfSilence()
    {
        await KillSiloAsync();
        await _deployment.ExecuteAsync("UPDATE silos SET address = '127.0.0.2', last_alive = now() - interval '60 seconds'");
        await using var next = ServerProcess.Begin(_deployment.Options);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await next.WaitForOutputAsync("does not answer; this one starts when it does", limit.Token);
        await _deployment.ExecuteAsync("UPDATE silos SET last_alive = now() - interval '121 seconds'");
        await next.WaitForOutputAsync("terminated without leaving the cluster, and is declared dead", limit.Token);
    }

    [PostgresFact]
    public async Task Start_SiloKilledElsewhere_SaysThatItNeedsAnAddress()
    {
        await KillSiloAsync();
        await _deployment.ExecuteAsync("UPDATE silos SET host_name = 'elsewhere'");
        await AssertRefusedAsync("there is a silo on elsewhere");
    }

    [PostgresFact]
    public async Task FrontEnd_NoGateway_NamesTheSettingAndStops()
    {
        await using var silo = await ServerProcess.StartAsync(_deployment.Options);
        await using var frontEnd = ServerProcess.Begin(_deployment.Options with { Arguments = ["--Cluster:Role=FrontEnd"] });
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await frontEnd.WaitForOutputAsync("Cluster:GatewayPort", limit.Token);
        Assert.True(await frontEnd.StopAsync(), frontEnd.Output);
        Assert.True(frontEnd.ExitCode == 0, frontEnd.Output);
        Assert.DoesNotContain("Unhandled", frontEnd.Output, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Save_SiloDeclaredDead_IsRefused()
    {
        await using var server = await ServerProcess.StartAsync(_deployment.Options);
        using var rpc = new RpcClient();
        Assert.Equal(1, (await rpc.CallAsync(server.Url, "user1", "create_sample", Content.Save(null, "before"))).Version);
        await _deployment.ExecuteAsync("UPDATE silos SET status = 6");
        var refused = await rpc.CallAsync(server.Url, "user1", "create_sample", Content.Save(null, "after"));
        Assert.Equal("The part of the service that was asked has been replaced by another; the change was not made", refused.Error);
        Assert.Equal(1, await _deployment.ScalarAsync<long>("SELECT count(*) FROM samples"));
    }

    private async Task KillSiloAsync()
    {
        await using var silo = await ServerProcess.StartAsync(_deployment.Options);
        silo.Kill();
        await silo.WaitForExitAsync();
        Assert.Equal(Active, await _deployment.ScalarAsync<int>("SELECT status FROM silos"));
    }

    private async Task AssertRefusedAsync(string words, params string[] arguments)
    {
        var run = await ServerRun.ToEndAsync(_deployment.Options with { Arguments = ["--urls=http://127.0.0.1:0", .. arguments] });
        Assert.True(run.ExitCode == 2 && run.Error.Count(c => c == '\n') == 1, run.Output + run.Error);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }
}
