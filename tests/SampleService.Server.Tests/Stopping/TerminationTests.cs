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
    private const int Savers = 64;

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
    public async Task Terminate_ManySavesBegun_AllAreAnsweredAndOnDisk()
    {
        await using var fakes = await KBaseFakes.StartAsync();
        for (var i = 0; i < Savers; i++)
        {
            fakes.Auth.AddUser($"saver{i}");
            fakes.Auth.AddToken($"saver{i}", $"token-saver{i}");
        }

        await using var server = await ServerProcess.StartAsync(new ServerOptions { DeployConfig = DeployConfig.For(fakes) });
        var clients = Enumerable.Range(0, Savers).Select(i => new RpcClient(server.Url, $"token-saver{i}")).ToArray();
        using var held = fakes.Auth.Hold();
        var saves = clients.Select((client, i) => client.SaveAsync(SampleText.Small($"saved {i}"))).ToArray();
        await held.WaitForAsync(Savers, Patience.Token());

        // They all come to the writer of the database when it is stopping already.
        server.Terminate();
        await AssertRefusesConnectionsAsync(server);
        Assert.All(saves, save => Assert.False(save.IsCompleted));
        held.Dispose();
        var saved = await Task.WhenAll(saves);
        await server.WaitForExitAsync(Patience.Token());

        Assert.Equal(0, server.ExitCode);
        Array.ForEach(clients, client => client.Dispose());
        await using var next = await ServerProcess.StartAsync(new ServerOptions { DataDirectory = server.DataDirectory, DeployConfig = DeployConfig.For(fakes) });
        for (var i = 0; i < Savers; i++)
        {
            using var again = new RpcClient(next.Url, $"token-saver{i}");
            var sample = await again.MapAsync("SampleService.get_sample", $$"""{"id":"{{saved[i].Id}}"}""");
            Assert.Equal(($"saved {i}", 1), (sample.RequiredText("name"), sample.Integer("version")));
        }
    }

    [Fact]
    public async Task Terminate_InTheMiddleOfSaves_EachIsAnsweredOrHasNotHappened()
    {
        using var folder = new TemporaryDirectory();
        var reached = new (string Id, int Version)[Savers];
        await using (var server = await ServerProcess.StartAsync(new ServerOptions { DataDirectory = folder.Path }))
        {
            using var client = new RpcClient(server.Url, SeedTokens.Of(server).Alice);
            for (var i = 0; i < Savers; i++)
                reached[i] = await client.SaveAsync(SampleText.Small());
            var count = 0;
            var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var savers = Enumerable.Range(0, Savers).Select(SaveUntilTheEndAsync).ToArray();
            await enough.Task.WaitAsync(Patience.Token());

            server.Terminate();
            await Task.WhenAll(savers);
            await server.WaitForExitAsync(Patience.Token());
            Assert.Equal(0, server.ExitCode);

            async Task SaveUntilTheEndAsync(int i)
            {
                while (true)
                {
                    try
                    {
                        reached[i] = await client.SaveAsync(SampleText.Next(reached[i].Id));
                    }
                    catch (HttpRequestException)
                    {
                        return;
                    }

                    if (Interlocked.Increment(ref count) == 4 * Savers)
                        enough.SetResult();
                }
            }
        }

        await using (var server = await ServerProcess.StartAsync(new ServerOptions { DataDirectory = folder.Path }))
        {
            using var client = new RpcClient(server.Url, SeedTokens.Of(server).Alice);
            foreach (var (id, version) in reached)
                Assert.Equal(version, (await client.MapAsync("SampleService.get_sample", $$"""{"id":"{{id}}"}""")).Integer("version"));
        }
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
