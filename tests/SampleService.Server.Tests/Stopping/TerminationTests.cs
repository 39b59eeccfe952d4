using System.Net.Sockets;
using SampleService.Server.Tests.Envelope;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Fakes;
using SampleService.Testing.Http;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Stopping;

/// <summary>Asked to stop, the server ends what it has begun and begins nothing else.</summary>
public sealed class TerminationTests
{
    private const int Calls = 5;

    [Fact]
    public async Task Terminate_CallsUnderWay_AreAnsweredNewOnesRefusedAndItEndsWell()
    {
        await using var fakes = await KBaseFakes.StartAsync();
        fakes.Workspace.AddWorkspace(1);
        var upa = fakes.Workspace.AddObject(1, 1);
        await using var server = await ServerProcess.StartAsync(new ServerOptions { DeployConfig = DeployConfig.For(fakes) });
        using var client = new RpcClient(server.Url, "token-user1");
        var (id, _) = await client.SaveAsync(SampleText.Small());
        using var held = fakes.Workspace.Hold();
        var calls = Enumerable.Range(0, Calls).Select(i => client.CallAsync(
            "SampleService.create_data_link", $$"""{"upa":"{{upa}}","dataid":"{{i}}","id":"{{id}}","version":1,"node":"root"}""")).ToArray();
        await held.WaitForAsync(Calls, Patience.Token());

        server.Terminate();
        await AssertRefusesConnectionsAsync(server);
        Assert.False(server.HasExited, server.Output);
        Assert.All(calls, call => Assert.False(call.IsCompleted));
        held.Dispose();

        Assert.All(await Task.WhenAll(calls), answer => Assert.NotNull(answer.Result));
        await server.WaitForExitAsync(Patience.Token());
        Assert.Equal(0, server.ExitCode);

        await using var next = await ServerProcess.StartAsync(new ServerOptions
        {
            DataDirectory = server.DataDirectory,
            DeployConfig = DeployConfig.For(fakes),
        });
        using var again = new RpcClient(next.Url, "token-user1");
        Assert.Equal(Calls, (await again.MapAsync("SampleService.get_data_links_from_data", $$"""{"upa":"{{upa}}"}""")).List("links").Count);
    }

    [Fact]
    public async Task Terminate_IdleConnections_DoNotHoldItUp()
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions());
        await using var used = await PlainConnection.OpenAsync(server.Url);
        await used.SendAsync(Requests.Post(Requests.Status));
        (await used.ReadAsync()).AssertIsStatus();
        await using var unused = await PlainConnection.OpenAsync(server.Url);

        Assert.True(await server.StopAsync(TimeSpan.FromSeconds(10)), server.Output);

        Assert.Equal(0, server.ExitCode);
        Assert.Empty(Directory.GetFiles(server.DataDirectory, "samples.db-*"));
    }

    private static async Task AssertRefusesConnectionsAsync(ServerProcess server)
    {
        var patience = Patience.Token();
        while (true)
        {
            patience.ThrowIfCancellationRequested();
            try
            {
                await using var connection = await PlainConnection.OpenAsync(server.Url);
            }
            catch (SocketException)
            {
                return;
            }
        }
    }
}
