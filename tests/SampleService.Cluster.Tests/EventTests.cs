using System.Diagnostics;
using SampleService.Testing.Http;

namespace SampleService.Cluster.Tests;

/// <summary>Events of three processes that are each alone.</summary>
[Collection(ThreeProcesses.Collection)]
public sealed class ProcessEventTests(ThreeProcesses servers) : EventTests(servers);

/// <summary>Events of a cluster of three silos.</summary>
[Collection(ThreeSilos.Collection)]
public sealed class SiloEventTests(ThreeSilos servers) : EventTests(servers);

/// <summary>What one process has written, the others show and tell.</summary>
public abstract class EventTests(ThreeServers servers)
{
    [PostgresFact]
    public async Task GetEvents_AtAnotherServer_ShowsWhatWasAcknowledged()
    {
        var id = await servers.NewSample();
        for (var version = 2; version < 20; version++)
        {
            await servers.Call(version, "user1", "create_sample", ThreeServers.Save(id));
            var events = await servers.Call(version + 1, "user1", "get_events", new { sample = id });
            Assert.Equal(version, events.Value.GetProperty("events").GetArrayLength());
        }
    }

    [PostgresFact]
    public async Task Subscription_EventsOfOtherServers_AreToldInOrderAndSoon()
    {
        var id = await servers.NewSample();
        using var socket = await servers.OpenAsync(1, await servers.Sessions(0).LogInAsync("token-user1"));
        await socket.AskAsync(GatewaySocket.Call("1", "Events.subscribe", $$"""{"sample":"{{id}}"}"""));
        var quickest = TimeSpan.MaxValue;
        for (var version = 2; version < 8; version++)
        {
            await servers.Call(version % 2 == 0 ? 0 : 2, "user1", "create_sample", ThreeServers.Save(id));
            var saved = Stopwatch.StartNew();
            Assert.Equal(version, await NextVersionAsync(socket));
            quickest = saved.Elapsed < quickest ? saved.Elapsed : quickest;
        }

        Assert.InRange(quickest, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [PostgresFact]
    public async Task GetEvents_WritersAtAllServers_GiveEveryChangeOnePosition()
    {
        var start = (await servers.Govern(0, "SampleService.get_events", new { as_admin = true, limit = 1 })).Value.GetProperty("head").GetInt64();
        var id = await servers.NewSample();
        await ThreeServers.AtOnce(30, i => servers.Call(i, "user1", "create_sample", ThreeServers.Save(id)));

        var page = (await servers.Govern(1, "SampleService.get_events", new { as_admin = true, after = start, limit = 1000 })).Value;
        var events = page.GetProperty("events").EnumerateArray().ToList();
        Assert.Equal(
            Enumerable.Range(1, events.Count).Select(i => start + i), events.Select(one => one.GetProperty("position").GetInt64()));
        Assert.Equal(
            Enumerable.Range(1, 31),
            events.Where(one => one.GetProperty("sample").GetString() == id).Select(one => one.GetProperty("version").GetInt32()));
    }

    private static async Task<int> NextVersionAsync(GatewaySocket socket)
    {
        while (true)
        {
            var message = await socket.NextAsync();
            if (message.GetProperty("method").GetString() == "Events.changed")
                return message.GetProperty("params").GetProperty("event").GetProperty("version").GetInt32();
        }
    }
}
