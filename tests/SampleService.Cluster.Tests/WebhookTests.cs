using System.Text.Json;
using SampleService.Testing.Fakes;
using SampleService.Testing.Servers;

namespace SampleService.Cluster.Tests;

/// <summary>Of three processes one sends to webhooks; it is killed in between, and another one goes on.</summary>
[Collection(SerialCollection.Name)]
public sealed class WebhookTests
{
    private const int Rounds = 3;
    private const int VersionsOfARound = 10;

    [PostgresFact]
    public async Task Send_ProcessesThatAreKilled_LoseNoEventAndRepeatOnlyAroundTheKills()
    {
        await using var receiver = await EventReceiver.StartAsync();
        await using var deployment = await Deployment.CreateAsync(20, Sharing.Alone);
        var options = deployment.Options with
        {
            Environment = new Dictionary<string, string>(deployment.Options.Environment)
            {
                ["Events__Webhooks__AllowedNetworks"] = "127.0.0.1",
            },
        };
        var servers = await Task.WhenAll(Enumerable.Range(0, Rounds).Select(_ => ServerProcess.StartAsync(options)));
        try
        {
            using var rpc = new RpcClient();
            (await rpc.CallGatewayAsync(
                servers[0].Url, "user1", "Events.create_webhook", new { url = receiver.Url, secret = "the-secret-of-the-receiver-of-this-test" })).Value.GetProperty("id");
            var id = (await rpc.CallAsync(servers[0].Url, "user1", "create_sample", ThreeServers.Save(null))).Value.GetProperty("id").GetString()!;
            var received = new List<long> { (await receiver.NextAsync()).Position };

            // Whichever sends, at the last one it is.
            for (var round = 0; round < Rounds; round++)
            {
                for (var i = 0; i < VersionsOfARound; i++)
                    Assert.True((await rpc.CallAsync(servers[^1].Url, "user1", "create_sample", ThreeServers.Save(id))).Succeeded);
                while (round < Rounds - 1 && received.Count(position => position > (round * VersionsOfARound) + 1) < VersionsOfARound / 2)
                    received.Add((await receiver.NextAsync()).Position);
                if (round < Rounds - 1)
                    servers[round].Kill();
            }

            const int All = (Rounds * VersionsOfARound) + 1;
            while (!received.Contains(All))
                received.Add(PositionOf(await receiver.NextAsync()));

            Assert.Equal(Enumerable.Range(1, All).Select(i => (long)i), received.Distinct());
            Assert.InRange(received.Zip(received.Skip(1)).Count(pair => pair.Second <= pair.First), 0, Rounds - 1);
        }
        finally
        {
            await Task.WhenAll(servers.Select(server => server.DisposeAsync().AsTask()));
        }
    }

    private static long PositionOf(ReceivedEvent received)
    {
        using var body = JsonDocument.Parse(received.Body);
        return body.RootElement.GetProperty("position").GetInt64();
    }
}
