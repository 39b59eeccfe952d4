using SampleService.Domain;
using SampleService.Testing.Fakes;

namespace SampleService.Webhooks.Tests;

/// <summary>Sending ends, goes on elsewhere, and is held up: nothing is lost, and nothing sent twice without need.</summary>
public sealed class TakeoverTests
{
    private const string Loopback = "127.0.0.0/8";

    [Fact]
    public async Task Stop_WhileARequestIsUnderWay_WaitsForItAndStoresWhatBecameOfIt()
    {
        await using var receiver = await EventReceiver.StartAsync();
        await using var world = new World(Loopback);
        var id = await world.AddAsync(receiver.Url);
        var answer = new TaskCompletionSource();
        receiver.Answer = _ => answer.Task;
        world.Start();
        world.Events.Add();
        await receiver.NextAsync();

        var stopping = world.StopAsync();
        Assert.False(stopping.IsCompleted);
        answer.SetResult();
        await stopping;
        Assert.Equal(1, (await world.Store.ListAsync(null, default)).Single(one => one.Webhook.Id == id).Webhook.Progress.Position);
    }

    [Fact]
    public async Task Stop_WhileAReceiverHangs_IsNotHeldUpByIt()
    {
        await using var receiver = await EventReceiver.StartAsync();
        await using var world = new World(Loopback);
        await world.AddAsync(receiver.Url);
        receiver.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
        world.Start();
        world.Events.Add();
        await receiver.NextAsync();

        var stopping = world.StopAsync();
        await world.Clock.PassAsync(TimeSpan.FromSeconds(3));
        await stopping;
    }

    [Fact]
    public async Task Start_AfterAnEnd_GoesOnWhereItWas()
    {
        await using var receiver = await EventReceiver.StartAsync();
        await using var world = new World(Loopback);
        await world.AddAsync(receiver.Url);
        world.Start();
        world.Events.Add(3);
        for (var position = 1; position <= 3; position++)
            Assert.Equal(position, (await receiver.NextAsync()).Position);
        await world.StopAsync();
        world.Events.Add(2);
        world.Restart();

        Assert.Equal(4, (await receiver.NextAsync()).Position);
        Assert.Equal(5, (await receiver.NextAsync()).Position);
    }

    [Fact]
    public async Task Send_WhileNothingCanBeStored_WaitsUntilItCan()
    {
        await using var receiver = await EventReceiver.StartAsync();
        await using var world = new World(Loopback);
        await world.AddAsync(receiver.Url);
        world.Store.Fails = true;
        world.Start();
        world.Events.Add();
        await receiver.NextAsync();
        await world.Events.IdleAsync();
        await world.PassUntilAsync(() => world.Log.Ids.Contains(1350));
        world.Events.Add();
        await world.Clock.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(0, receiver.Count);

        world.Store.Fails = false;
        await world.PassUntilAsync(() => receiver.Count > 0);
        Assert.Equal(2, (await receiver.NextAsync()).Position);
        Assert.Single(world.Log.Ids, 1350);
    }

    [Fact]
    public async Task Send_WhileAnotherProcessMaySend_SendsNothing()
    {
        await using var receiver = await EventReceiver.StartAsync();
        await using var world = new World(Loopback);
        await world.AddAsync(receiver.Url);
        world.IsHeld = false;
        world.Events.Add();
        world.Start();
        for (var i = 0; i < 3; i++)
            await world.Clock.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(0, receiver.Count);

        world.IsHeld = true;
        await world.PassUntilAsync(() => receiver.Count > 0);
    }

    [Fact]
    public async Task Send_WebhooksThatAreMadeAndDeleted_AreSentToAsLongAsTheyAreThere()
    {
        await using var first = await EventReceiver.StartAsync();
        await using var second = await EventReceiver.StartAsync();
        await using var world = new World(Loopback);
        var id = await world.AddAsync(first.Url);
        world.Start();
        world.Events.Add();
        await first.NextAsync();

        await world.Store.RemoveAsync(id, null, default);
        await world.AddAsync(second.Url);
        // Within the next look both are known.
        for (var i = 0; i < 2; i++)
            await world.Clock.PassAsync(TimeSpan.FromSeconds(1));
        world.Events.Add();
        Assert.Equal(2, (await second.NextAsync()).Position);
        Assert.Equal(0, first.Count);
    }

    [Fact]
    public async Task Start_WebhookThatIsDead_IsSentNothing()
    {
        await using var receiver = await EventReceiver.StartAsync();
        await using var other = await EventReceiver.StartAsync();
        await using var world = new World(Loopback);
        var id = await world.AddAsync(receiver.Url);
        await world.AddAsync(other.Url);
        await world.Store.SaveAsync([new(id, new WebhookProgress(0) { Dead = new Timestamp(1) })], default);
        world.Start();
        world.Events.Add();

        await other.NextAsync();
        Assert.Equal(0, receiver.Count);
    }
}
