using System.Net.Sockets;
using SampleService.Server.Tests.Envelope;
using SampleService.Server.Tests.Node;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Fakes;
using SampleService.Testing.Http;
using SampleService.Testing.Json;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Stopping;

/// <summary>Asked to stop, the server ends what it has begun and begins nothing else.</summary>
public sealed class TerminationTests
{
    private const int Calls = 5;
    private const int Savers = 64;

    private static readonly string GatewayCall =
        Requests.Post(
            """{"jsonrpc":"2.0","id":1,"method":"SampleService.get_metadata_key_static_metadata","params":{"keys":[]}}""",
            "Content-Type: application/json\r\n")
            .Replace("POST / ", "POST /gateway/json-rpc ", StringComparison.Ordinal);

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
    public async Task Terminate_IdleConnectionsWhileACallIsUnderWay_AreToldThatThePlatformStopsOnEachDoor()
    {
        await using var fakes = await KBaseFakes.StartAsync();
        fakes.Workspace.AddWorkspace(1);
        var upa = fakes.Workspace.AddObject(1, 1);
        await using var server = await ServerProcess.StartAsync(new ServerOptions { DeployConfig = DeployConfig.For(fakes) });
        using var client = new RpcClient(server.Url, "token-user1");
        var (id, _) = await client.SaveAsync(SampleText.Small());
        await using var kbase = await PlainConnection.OpenAsync(server.Url);
        await kbase.SendAsync(Requests.Post(Requests.Status));
        (await kbase.ReadAsync()).AssertIsStatus();
        await using var gateway = await PlainConnection.OpenAsync(server.Url);
        using var node = new NodeClient(NodeClient.PathOf(server));
        Assert.Equal(100, (int)(await node.CallAsync("PlatformState.get"))!);
        using var held = fakes.Workspace.Hold();
        var link = client.CallAsync(
            "SampleService.create_data_link", $$"""{"upa":"{{upa}}","id":"{{id}}","version":1,"node":"root"}""");
        await held.WaitForAsync(1, Patience.Token());

        server.Terminate();
        await AssertRefusesConnectionsAsync(server);

        for (var call = 0; call < 2; call++)
        {
            await kbase.SendAsync(Requests.Post(RpcClient.Body("SampleService.get_samples", """{"samples":[]}""")));
            (await kbase.ReadAsync()).Rpc().AssertError(-32009, "The platform is stopping");
            await gateway.SendAsync(GatewayCall);
            var refused = await gateway.ReadAsync();
            Assert.Equal(503, refused.Status);
            Assert.Contains("\"code\":-32009", refused.Rpc().Body, StringComparison.Ordinal);
            Assert.Contains("\"code\":-32009", await node.AskAsync(NodeClient.Request("SampleService.get_samples", """{"samples":[]}""")), StringComparison.Ordinal);
            Assert.Equal(int.MaxValue, (int)(await node.CallAsync("PlatformState.get"))!);
        }

        held.Dispose();
        Assert.NotNull((await link).Result);
        await server.WaitForExitAsync(Patience.Token());
        Assert.Equal(0, server.ExitCode);
    }

    /// <summary>A pool of connections has one at hand, and its next call is no call into a connection that breaks.</summary>
    [Fact]
    public async Task Terminate_IdleConnectionsAndNoCallUnderWay_AreToldThatThePlatformStops()
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions());
        await using var kbase = await PlainConnection.OpenAsync(server.Url);
        await kbase.SendAsync(Requests.Post(Requests.Status));
        (await kbase.ReadAsync()).AssertIsStatus();
        using var node = new NodeClient(NodeClient.PathOf(server));
        Assert.Equal(100, (int)(await node.CallAsync("PlatformState.get"))!);
        await using var gateway = await PlainConnection.OpenAsync(server.Url);
        var patience = Patience.Token();

        server.Terminate();
        string told;
        do
        {
            patience.ThrowIfCancellationRequested();
            await gateway.SendAsync(GatewayCall);
            told = (await gateway.ReadAsync()).Rpc().Body;
        }
        while (!told.Contains("-32009", StringComparison.Ordinal));

        await kbase.SendAsync(Requests.Post(RpcClient.Body("SampleService.get_samples", """{"samples":[]}""")));
        (await kbase.ReadAsync()).Rpc().AssertError(-32009, "The platform is stopping");
        Assert.Contains("\"code\":-32009", await node.AskAsync(NodeClient.Request("SampleService.get_samples", """{"samples":[]}""")), StringComparison.Ordinal);
        await server.WaitForExitAsync(patience);
        Assert.Equal(0, server.ExitCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/gateway/json-rpc")]
    public async Task Terminate_BodyThatDoesNotCome_IsNotWaitedFor(string path)
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions());
        await using var nothing = await PlainConnection.OpenAsync(server.Url);
        await using var half = await PlainConnection.OpenAsync(server.Url);
        var head = $"POST {path} HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n";
        await nothing.SendAsync(head);
        await half.SendAsync(head + "{");
        // An answer on another connection shows that the server has come to read these.
        using (var client = new RpcClient(server.Url))
            Assert.NotNull(await client.ResultAsync("SampleService.status"));

        server.Terminate();

        Assert.Equal(503, (await nothing.ReadAsync()).Status);
        Assert.Equal(503, (await half.ReadAsync()).Status);
        await server.WaitForExitAsync(Patience.Token());
        Assert.Equal(0, server.ExitCode);
    }

    [Fact]
    public async Task Terminate_Lingering_TakesConnectionsToTellThatItStopsAndEndsWell()
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions
        {
            Environment = new Dictionary<string, string> { ["Shutdown__LingerSeconds"] = "5" },
        });
        server.Terminate();

        RpcAnswer answer;
        var patience = Patience.Token();
        do
        {
            patience.ThrowIfCancellationRequested();
            // Each on a connection of its own.
            using var client = new RpcClient(server.Url);
            answer = await client.CallAsync("SampleService.get_metadata_key_static_metadata", """{"keys":[]}""");
        }
        while (answer.Status == 200);

        answer.AssertError(-32009, "The platform is stopping");
        using var node = new NodeClient(NodeClient.PathOf(server));
        Assert.Equal(int.MaxValue, (int)(await node.CallAsync("PlatformState.get"))!);
        var ready = (await new PlainHttpClient(server.Url).SendAsync("GET", "/health/ready", [], null))!;
        Assert.Equal((503, """{"status":"stopping"}"""), (ready.Status, System.Text.Encoding.UTF8.GetString(ready.Body)));
        await server.WaitForExitAsync(patience);
        Assert.Equal(0, server.ExitCode);
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
                        var answer = await client.CallAsync("SampleService.create_sample", $$"""{"sample":{{SampleText.Next(reached[i].Id)}}}""");
                        if (answer.Status == 500)
                        {
                            answer.AssertError(-32009, "The platform is stopping");
                            return;
                        }

                        reached[i].Version = Assert.IsType<JsonMap>(answer.Result).Integer("version");
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
    public async Task Terminate_CallThatIsStillArriving_IsToldThatThePlatformStops()
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions());
        await using var connection = await PlainConnection.OpenAsync(server.Url);
        var call = RpcClient.Body("SampleService.get_samples", """{"samples":[]}""");
        await connection.SendAsync(Requests.Head(call.Length) + call[..10]);
        // An answer on another connection shows that the server has come to read the first.
        using (var client = new RpcClient(server.Url))
            Assert.NotNull(await client.ResultAsync("SampleService.status"));

        server.Terminate();
        await AssertRefusesConnectionsAsync(server);
        await connection.SendAsync(call[10..]);

        (await connection.ReadAsync()).Rpc().AssertError(-32009, "The platform is stopping");
        await server.WaitForExitAsync(Patience.Token());
        Assert.Equal(0, server.ExitCode);
    }

    [Fact]
    public async Task Terminate_CallsOnAWebSocket_AreAnsweredNewOnesRefusedAndItIsClosed()
    {
        await using var fakes = await KBaseFakes.StartAsync();
        fakes.Workspace.AddWorkspace(1);
        var upa = fakes.Workspace.AddObject(1, 1);
        await using var server = await ServerProcess.StartAsync(new ServerOptions { DeployConfig = DeployConfig.For(fakes) });
        using var client = new RpcClient(server.Url, "token-user1");
        var (id, _) = await client.SaveAsync(SampleText.Small());
        using var idle = await GatewaySocket.OpenAsync(server.Url, SessionClient.Bearer("token-user1"));
        using var socket = await GatewaySocket.OpenAsync(server.Url, SessionClient.Bearer("token-user1"));
        using var held = fakes.Workspace.Hold();
        await socket.SendAsync(GatewaySocket.Call(
            "1", "SampleService.create_data_link", $$"""{"upa":"{{upa}}","id":"{{id}}","version":1,"node":"root"}"""));
        await held.WaitForAsync(1, Patience.Token());

        server.Terminate();
        await AssertRefusesConnectionsAsync(server);
        Assert.Equal("1001 the server stops", await idle.WaitForCloseAsync());
        var refused = await socket.AskAsync(GatewaySocket.Call("2", "SampleService.get_sample", $$"""{"id":"{{id}}"}"""));
        Assert.Equal("-32009 2", $"{refused.GetProperty("error").GetProperty("code")} {refused.GetProperty("id")}");
        held.Dispose();

        Assert.Equal("1", (await socket.NextAsync()).GetProperty("id").GetRawText());
        Assert.Equal("1001 the server stops", await socket.WaitForCloseAsync());
        await server.WaitForExitAsync(Patience.Token());
        Assert.Equal(0, server.ExitCode);
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
