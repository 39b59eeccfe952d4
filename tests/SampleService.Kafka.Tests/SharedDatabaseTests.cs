using SampleService.Kafka.Tests.Support;
using SampleService.Testing.Postgres;
using SampleService.Testing.Servers;

namespace SampleService.Kafka.Tests;

/// <summary>Several servers on one PostgreSQL database: one of them sends.</summary>
public sealed class SharedDatabaseTests
{
    [KcatAndPostgresFact]
    public async Task Send_TwoServersWrite_TellsEachOnceAndAnotherGoesOnWhenOneStops()
    {
        await using var cluster = await KafkaCluster.StartAsync();
        await using var deployment = await KafkaDeployment.CreateAsync(cluster.Servers);
        await deployment.UsePostgresAsync();
        await using var one = await deployment.StartAsync();
        await one.WaitForOutputAsync("[1331]", Patience.Token());
        await using var other = await deployment.StartAsync();
        using var atOne = new Caller(one.Url);
        using var atOther = new Caller(other.Url);
        var samples = new List<string>();
        for (var i = 0; i < 10; i++)
        {
            samples.Add(await atOne.SaveAsync());
            samples.Add(await atOther.SaveAsync());
        }

        Received.RequireOnce(samples, 1, await cluster.WaitForAsync(KafkaDeployment.Topic, 20));
        Assert.DoesNotContain("[1331]", other.Output);
        Assert.True(await one.StopAsync());
        samples.Add(await atOther.SaveAsync());
        Received.RequireOnce(samples, 1, await cluster.WaitForAsync(KafkaDeployment.Topic, 21));
        Assert.Contains("[1331]", other.Output);
    }

    [KcatAndPostgresFact]
    public async Task Send_SenderIsKilled_AnotherGoesOn()
    {
        await using var cluster = await KafkaCluster.StartAsync();
        await using var deployment = await KafkaDeployment.CreateAsync(cluster.Servers);
        await deployment.UsePostgresAsync();
        await using var one = await deployment.StartAsync();
        await one.WaitForOutputAsync("[1331]", Patience.Token());
        await using var other = await deployment.StartAsync();
        using var atOne = new Caller(one.Url);
        using var atOther = new Caller(other.Url);
        var samples = new List<string> { await atOne.SaveAsync(), await atOther.SaveAsync() };
        await cluster.WaitForAsync(KafkaDeployment.Topic, 2);

        one.Kill();
        samples.Add(await atOther.SaveAsync());

        Received.RequireAll(samples, 1, await cluster.WaitForAsync(KafkaDeployment.Topic, 3));
    }

    [KcatAndPostgresFact]
    public async Task Send_SenderIsFrozenAndThaws_LeavesItToTheOther()
    {
        await using var cluster = await KafkaCluster.StartAsync();
        await using var deployment = await KafkaDeployment.CreateAsync(cluster.Servers);
        await deployment.UsePostgresAsync();
        await using var one = await deployment.StartAsync();
        await one.WaitForOutputAsync("[1331]", Patience.Token());
        await using var other = await deployment.StartAsync();
        using var atOther = new Caller(other.Url);
        var samples = new List<string> { await atOther.SaveAsync() };
        await cluster.WaitForAsync(KafkaDeployment.Topic, 1);

        one.Freeze();
        samples.Add(await atOther.SaveAsync());
        await other.WaitForOutputAsync("[1331]", Patience.Token());
        one.Thaw();
        await one.WaitForOutputAsync("[1332]", Patience.Token());
        samples.Add(await atOther.SaveAsync());

        Received.RequireAll(samples, 1, await cluster.WaitForAsync(KafkaDeployment.Topic, 3));
    }

    [KcatAndPostgresFact]
    public async Task Send_EventsWereRemovedMeanwhile_SaysSoAndGoesOn()
    {
        await using var cluster = await KafkaCluster.StartAsync();
        await using var deployment = await KafkaDeployment.CreateAsync(cluster.Servers);
        await deployment.UsePostgresAsync();
        await using (var server = await deployment.StartAsync())
        {
            await server.WaitForOutputAsync("[1331]", Patience.Token());
            Assert.True(await server.StopAsync());
        }

        deployment.Kafka = null;
        var samples = new List<string>();
        await using (var server = await deployment.StartAsync())
        {
            using var caller = new Caller(server.Url);
            for (var i = 0; i < 5; i++)
                samples.Add(await caller.SaveAsync());
            await caller.CallAsync("get_events", new { after = 0 });
            Assert.True(await server.StopAsync());
        }

        await deployment.ExecuteAsync("DELETE FROM events WHERE position <= 3");
        deployment.Kafka = cluster.Servers;
        await using var again = await deployment.StartAsync();

        Received.RequireOnce([.. samples.Skip(3)], 1, await cluster.WaitForAsync(KafkaDeployment.Topic, 2));
        Assert.Matches(@"\[1342\].* 3 events up to position 3 ", again.Output);
    }
}
