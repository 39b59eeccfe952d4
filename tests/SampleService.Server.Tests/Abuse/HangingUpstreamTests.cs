using SampleService.Server.Tests.Envelope;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Fakes;
using SampleService.Testing.Http;

namespace SampleService.Server.Tests.Abuse;

/// <summary>An upstream service that takes every request and answers none.</summary>
public sealed class HangingUpstreamTests(HangingUpstreamTests.Server server) : IClassFixture<HangingUpstreamTests.Server>
{
    /// <summary>A server of its own, since the stand-ins hang.</summary>
    public sealed class Server : KBaseServer;

    [Fact]
    public async Task InventedTokens_WhileAuthHangs_RememberedCallersAreServed()
    {
        var token = server.Fakes.Auth.AddUser("remembered");
        using var caller = await GoodCaller.CreateAsync(server.Process.Url, token);
        using var held = server.Fakes.Auth.Hold();

        await caller.AssertServedAsync(end => Crowd.StayAsync(
            server.Process.Url, 600, i => Requests.Post(RpcClient.Body("SampleService.get_sample", "{}"), $"Authorization: INVENTED{i}\r\n"), end));
    }

    [Fact]
    public async Task CallsThatNeedWorkspaces_WhileThoseHang_OthersAreServed()
    {
        var token = server.Fakes.Auth.AddUser("patient");
        using var caller = await GoodCaller.CreateAsync(server.Process.Url, token);
        using var held = server.Fakes.Workspace.Hold();

        await caller.AssertServedAsync(end => Crowd.StayAsync(
            server.Process.Url, 600, _ => Requests.Post(RpcClient.Body("SampleService.get_data_links_from_data", """{"upa":"1/1/1"}"""), $"Authorization: {token}\r\n"), end));
    }

    [Fact]
    public async Task MoreInventedTokensThanMayWait_WhileAuthHangs_AreBusy()
    {
        using var held = server.Fakes.Auth.Hold();
        var max = 32 * Environment.ProcessorCount;
        var connections = new List<PlainConnection>();
        try
        {
            for (var i = 0; i < max; i++)
                connections.Add(await SendAsync($"WAITING{i}"));
            await held.WaitForAsync(max, Patience.Token());
            await using var next = await SendAsync("ONEMORE");

            (await next.ReadAsync()).Rpc().AssertError(-32008, "The platform is busy");
        }
        finally
        {
            foreach (var connection in connections)
                await connection.DisposeAsync();
        }
    }

    private async Task<PlainConnection> SendAsync(string token)
    {
        var connection = await PlainConnection.OpenAsync(server.Process.Url);
        await connection.SendAsync(Requests.Post(RpcClient.Body("SampleService.create_sample", "{}"), $"Authorization: {token}\r\n"));
        return connection;
    }
}
