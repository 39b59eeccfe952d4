using SampleService.Server.Tests.Envelope;
using SampleService.Server.Tests.Starting;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Http;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Abuse;

/// <summary>More connections than there may be.</summary>
public sealed class ConnectionLimitTests
{
    [Fact]
    public async Task MoreConnectionsThanAllowed_AreClosedAndLogged_AndOthersGoOn()
    {
        await using var server = await StartAsync(new() { ["Limits__Connections"] = "50" });
        await using var first = await PlainConnection.OpenAsync(server.Url);
        await AssertAnsweredAsync(first);
        var crowd = await Crowd.OpenAsync(server.Url, 100, "");

        await server.WaitForOutputAsync("50 of at most 50", Patience.Token());
        await AssertAnsweredAsync(first);
        Assert.Single(server.Output.Split('\n'), line => line.Contains("at most 50", StringComparison.Ordinal));

        // With room again, others come in again.
        foreach (var connection in crowd)
            await connection.DisposeAsync();
        await AssertSoonAnsweredAsync(server.Url);
    }

    [Fact]
    public async Task ConnectionsOfOneAddress_BeyondItsShare_AreClosed()
    {
        await using var server = await StartAsync(new() { ["Limits__Connections"] = "50", ["Limits__AddressConnections"] = "5" });
        var crowd = await Crowd.OpenAsync(server.Url, 20, "");

        await server.WaitForOutputAsync("which has 5", Patience.Token());
        foreach (var connection in crowd)
            await connection.DisposeAsync();
        await AssertSoonAnsweredAsync(server.Url);
    }

    [Fact]
    public async Task ConnectionsOfATrustedProxy_BeyondTheShareOfAnAddress_AreServed()
    {
        await using var server = await StartAsync(
            new() { ["Limits__Connections"] = "50", ["Limits__AddressConnections"] = "5", ["Proxy__Trusted"] = "127.0.0.0/8" });

        var crowd = await Crowd.OpenAsync(server.Url, 20, Requests.Post(Requests.Status));

        foreach (var connection in crowd)
            (await connection.ReadAsync()).AssertIsStatus();
        foreach (var connection in crowd)
            await connection.DisposeAsync();
    }

    [Fact]
    public async Task ConnectionsBeyondTheFilesOfTheProcess_AreClosed_AndTheServiceGoesOn()
    {
        await using var server = await StartAsync([], "prlimit", "--nofile=500", "--");
        await using var first = await PlainConnection.OpenAsync(server.Url);
        await AssertAnsweredAsync(first);
        var token = SeedTokens.Of(server).Alice;

        var crowd = await Crowd.OpenAsync(server.Url, 700, "");
        await server.WaitForOutputAsync("was closed", Patience.Token());

        // It can open files, as soon as it has closed what is beyond: a sample is saved.
        var save = Requests.Post(RpcClient.Body("SampleService.create_sample", $$"""{"sample":{{SampleText.Small()}}}"""), $"Authorization: {token}\r\n");
        var patience = Patience.Token();
        do
        {
            patience.ThrowIfCancellationRequested();
            await first.SendAsync(save);
        }
        while ((await first.ReadAsync()).Status != 200);
        foreach (var connection in crowd)
            await connection.DisposeAsync();
        await AssertSoonAnsweredAsync(server.Url);
    }

    [Fact]
    public async Task MoreConnectionsThanFiles_StopTheStart()
    {
        var run = await ServerRun.ToEndAsync(new ServerOptions
        {
            StartedThrough = ["prlimit", "--nofile=500", "--"],
            Arguments = ["--urls", "http://127.0.0.1:0", "--Limits:Connections", "5000"],
        });

        run.AssertRefusal("Limits:Connections = '5000'");
    }

    private static Task<ServerProcess> StartAsync(Dictionary<string, string> settings, params string[] through) =>
        ServerProcess.StartAsync(new ServerOptions { Environment = settings, StartedThrough = through });

    private static async Task AssertAnsweredAsync(PlainConnection connection)
    {
        await connection.SendAsync(Requests.Post(Requests.Status));
        (await connection.ReadAsync()).AssertIsStatus();
    }

    private static async Task AssertSoonAnsweredAsync(Uri root)
    {
        var patience = Patience.Token();
        while (true)
        {
            patience.ThrowIfCancellationRequested();
            try
            {
                await using var connection = await PlainConnection.OpenAsync(root, patience);
                await AssertAnsweredAsync(connection);
                return;
            }
            catch (IOException)
            {
                // Those of the crowd are not all gone yet.
                await Task.Delay(20, patience);
            }
        }
    }
}
