using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using SampleService.Domain;
using SampleService.Testing.Fakes;

namespace SampleService.Webhooks.Tests;

/// <summary>Events reach their receivers, each once and in order, whatever receivers do.</summary>
public sealed class DeliveryTests
{
    private const string Loopback = "127.0.0.0/8";

    [Fact]
    public async Task Send_Event_HasItsBodyItsHeadersAndASignature()
    {
        await using var receiver = await EventReceiver.StartAsync();
        await using var world = new World(Loopback);
        var id = await world.AddAsync(receiver.Url);
        world.Start();
        world.Events.Add();

        var request = await receiver.NextAsync();
        var now = world.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signed = Encoding.UTF8.GetBytes($"{now}.").Concat(EventList.BodyOf(1)).ToArray();
        Assert.Equal(("POST", "/events", "application/json"), (request.Verb, request.Path, request.Headers["Content-Type"]));
        Assert.Equal(EventList.BodyOf(1), request.Body);
        Assert.Equal((id.ToString(), "1", now), (request.Headers["X-Webhook-Id"], request.Headers["X-Event-Id"], request.Headers["X-Timestamp"]));
        Assert.Equal($"sha256={Convert.ToHexString(HMACSHA256.HashData(EventList.Secret, signed)).ToLowerInvariant()}", request.Headers["X-Signature"]);
        Assert.Equal("SampleService/1.2.3", request.Headers["User-Agent"]);
        Assert.DoesNotContain(request.Headers.Keys, name => name is "traceparent" or "Authorization" or "Cookie");
    }

    [Fact]
    public async Task Send_Events_ComeOnceInTheirOrder()
    {
        await using var receiver = await EventReceiver.StartAsync();
        await using var world = new World(Loopback);
        var id = await world.AddAsync(receiver.Url);
        world.Start();
        world.Events.Add(20);

        for (var position = 1; position <= 20; position++)
            Assert.Equal(position, (await receiver.NextAsync()).Position);
        var stored = await world.SentAllAsync(id);
        Assert.Equal(("active", 204, 0), (stored.State, stored.LastStatus, receiver.Count));
    }

    [Fact]
    public async Task Send_FailuresInBetween_RepeatsTheEventUntilItIsReceived()
    {
        await using var receiver = await EventReceiver.StartAsync();
        await using var world = new World(Loopback);
        await world.AddAsync(receiver.Url);
        var statuses = new Queue<int>([200, 500, 404, 302, 201, 503, 204]);
        receiver.Answer = context => EventReceiver.AnswerWith(statuses.Dequeue())(context);
        world.Start();
        world.Events.Add(3);

        var positions = new List<long>();
        foreach (var wait in (int[])[0, 0, 5, 10, 20, 0, 5])
        {
            if (wait > 0)
                await world.Clock.PassAsync(TimeSpan.FromSeconds(wait));
            positions.Add((await receiver.NextAsync()).Position);
        }

        Assert.Equal([1, 2, 2, 2, 2, 3, 3], positions);
    }

    [Fact]
    public async Task Send_ReceiverThatHangs_EndsAndIsTriedAgain()
    {
        await using var receiver = await EventReceiver.StartAsync();
        await using var world = new World(Loopback);
        var id = await world.AddAsync(receiver.Url);
        receiver.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
        world.Start();
        world.Events.Add();
        await receiver.NextAsync();
        await world.Clock.PassAsync(World.Timeout);
        receiver.Answer = EventReceiver.AnswerWith(200);
        await world.Clock.PassAsync(WebhookRetry.DelayAfter(1));

        Assert.Equal(1, (await receiver.NextAsync()).Position);
        await world.SentAllAsync(id);
        Assert.Equal([1351, 1352], world.Log.Ids);
        Assert.Contains("timeout", world.Log.Texts[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_ReceiverThatHangs_HoldsUpNobodyElse()
    {
        await using var slow = await EventReceiver.StartAsync();
        await using var quick = await EventReceiver.StartAsync();
        await using var world = new World(Loopback);
        await world.AddAsync(slow.Url);
        await world.AddAsync(quick.Url);
        slow.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
        world.Start();
        world.Events.Add(10);

        await slow.NextAsync();
        for (var position = 1; position <= 10; position++)
            Assert.Equal(position, (await quick.NextAsync()).Position);
        Assert.Equal(0, slow.Count);
    }

    [Fact]
    public async Task Send_AnswerWithoutEnd_IsNotReadToItsEnd()
    {
        await using var receiver = await EventReceiver.StartAsync();
        await using var world = new World(Loopback);
        await world.AddAsync(receiver.Url);
        receiver.Answer = async context =>
        {
            var chunk = new byte[65536];
            for (var i = 0; i < 10_000 && !context.RequestAborted.IsCancellationRequested; i++)
                await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
        };
        world.Start();
        world.Events.Add(2);

        Assert.Equal(1, (await receiver.NextAsync()).Position);
        Assert.Equal(2, (await receiver.NextAsync()).Position);
    }

    [Fact]
    public async Task Send_InVainForADay_EndsTheWebhookAndShowsIt()
    {
        await using var receiver = await EventReceiver.StartAsync();
        await using var world = new World(Loopback);
        var id = await world.AddAsync(receiver.Url);
        receiver.Answer = EventReceiver.AnswerWith(500);
        world.Start();
        world.Events.Add(2);
        var began = world.Clock.GetUtcNow();
        for (var failures = 1; world.Clock.GetUtcNow() - began < WebhookRetry.Span; failures++)
        {
            Assert.Equal(1, (await receiver.NextAsync()).Position);
            var left = WebhookRetry.Span - (world.Clock.GetUtcNow() - began);
            await world.Clock.PassAsync(WebhookRetry.DelayAfter(failures) < left ? WebhookRetry.DelayAfter(failures) : left);
        }

        await receiver.NextAsync();
        var stored = await world.FailedAsync(id, 1353);
        Assert.Equal(("dead", 0, 500, "status", null), (stored.State, stored.Position, stored.LastStatus, stored.LastFault, stored.NextAttempt));
        Assert.Equal(0, receiver.Count);
        Assert.Equal([1351, 1353], world.Log.Ids);
        Assert.DoesNotContain(world.Log.Texts, text => text.Contains("http://", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Send_EventsThatAreNoLongerKept_EndTheWebhookAndShowsIt()
    {
        await using var world = new World(Loopback);
        var id = await world.AddAsync("http://127.0.0.1:1/");
        world.Events.Add(5);
        world.Events.Oldest = 4;
        world.Start();

        var stored = await world.FailedAsync(id, 1354);
        Assert.Equal(("gone", 0), (stored.LastFault, stored.Position));
        Assert.Equal([1354], world.Log.Ids);
    }

    [Fact]
    public async Task Send_SecretThatCannotBeRead_SendsNothingAndShowsIt()
    {
        await using var receiver = await EventReceiver.StartAsync();
        await using var world = new World(Loopback);
        var id = await world.AddAsync(receiver.Url);
        world.Events.HasSecret = false;
        world.Start();
        world.Events.Add();

        Assert.Equal("secret", (await world.FailedAsync(id)).LastFault);
        Assert.Equal(0, receiver.Count);
    }

    [Fact]
    public async Task Send_EventsThatTheMakerMayNotSee_ArePassed()
    {
        await using var receiver = await EventReceiver.StartAsync();
        await using var world = new World(Loopback);
        var id = await world.AddAsync(receiver.Url);
        world.Events.IsShown = static (_, position) => position is 3 or 6;
        world.Start();
        world.Events.Add(8);

        Assert.Equal(3, (await receiver.NextAsync()).Position);
        Assert.Equal(6, (await receiver.NextAsync()).Position);
        await world.SentAllAsync(id);
        Assert.Equal(0, receiver.Count);
    }

    [Fact]
    public async Task Send_RightThatIsLostWhileAnEventFails_SendsItNoMore()
    {
        await using var receiver = await EventReceiver.StartAsync();
        await using var world = new World(Loopback);
        await world.AddAsync(receiver.Url);
        receiver.Answer = EventReceiver.AnswerWith(500);
        world.Start();
        world.Events.Add(2);
        Assert.Equal(1, (await receiver.NextAsync()).Position);
        world.Events.IsShown = static (_, position) => position > 1;
        await world.Clock.PassAsync(WebhookRetry.DelayAfter(1));

        Assert.Equal(2, (await receiver.NextAsync()).Position);
    }
}
