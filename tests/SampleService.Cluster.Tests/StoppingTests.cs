using System.Net.Sockets;
using SampleService.Cluster.Tests.Disturbed;
using SampleService.Testing.Http;

namespace SampleService.Cluster.Tests;

/// <summary>A server that is asked to stop leaves nobody without an answer.</summary>
[Collection(AloneCollection.Name)]
public sealed class StoppingTests
{
    private const int Calls = 30;

    [PostgresFact]
    public async Task Calls_under_way_are_answered_through_the_stopping_server_and_through_the_others()
    {
        await using var deployment = await Deployment.CreateAsync(World.LinkLimit);
        await using var servers = await Servers.StartAsync(deployment.Options, 3);
        using var rpc = new RpcClient();
        Task<Answer> Call(int number, string method, object argument) =>
            rpc.CallAsync(servers[number % 3].Process.Url, "user1", method, argument);
        var ids = new List<string>();
        for (var i = 0; i < Calls; i++)
            ids.Add((await Call(i, "create_sample", Content.Save(null, $"s{i}"))).Value.GetProperty("id").GetString()!);

        // They wait in the middle: grains have been asked, and will be asked again.
        using var held = deployment.Fakes.Workspace.Hold();
        var calls = ids.Select((id, i) => Call(
            i, "create_data_link", new { upa = deployment.NewObject(), id, version = 1, node = Content.Node(0) })).ToArray();
        using var patience = new CancellationTokenSource(Eventually.Patience);
        await held.WaitForAsync(Calls, patience.Token);
        var stopping = servers[2].Process;
        stopping.Terminate();
        while (await ListensAsync(stopping.Url))
            Assert.False(patience.IsCancellationRequested);
        Assert.All(calls, call => Assert.False(call.IsCompleted));
        held.Dispose();

        Assert.All(await Task.WhenAll(calls), answer => Assert.Null(answer.Error));
        await stopping.WaitForExitAsync(patience.Token);
        Assert.Equal(0, stopping.ExitCode);
        for (var i = 0; i < Calls; i++)
        {
            var links = await Call(i % 2, "get_data_links_from_sample", new { id = ids[i], version = 1 });
            Assert.Equal(1, links.Value.GetProperty("links").GetArrayLength());
        }
    }

    private static async Task<bool> ListensAsync(Uri url)
    {
        try
        {
            await using var connection = await PlainConnection.OpenAsync(url);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
