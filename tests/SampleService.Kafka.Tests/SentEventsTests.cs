using SampleService.Kafka.Tests.Support;
using SampleService.Testing.Servers;

namespace SampleService.Kafka.Tests;

/// <summary>What a server sends, when everything is well and when it is stopped, killed or copied.</summary>
public sealed class SentEventsTests
{
    [KcatFact]
    public async Task Send_ChangesOfEveryKind_AreToldInTheOldFormsInTheirOrder()
    {
        await using var cluster = await KafkaCluster.StartAsync();
        await using var deployment = await KafkaDeployment.CreateAsync(cluster.Servers);
        await using var server = await deployment.StartAsync();
        using var caller = new Caller(server.Url);

        var id = await caller.SaveAsync();
        await caller.SaveAsync(id);
        for (var i = 0; i < 2; i++)
            await caller.CallAsync("update_sample_acls", new { id, read = new[] { "user2" } });
        var first = await caller.LinkAsync("1/1/1", id, 1);
        var second = await caller.LinkAsync("1/1/1", id, 2);
        await caller.CallAsync("expire_data_link", new { upa = "1/1/1" });

        var messages = await cluster.WaitForAsync(KafkaDeployment.Topic, 8);
        Assert.Equal(
            [
                $$"""{"event_type": "NEW_SAMPLE", "sample_id": "{{id}}", "sample_ver": 1}""",
                $$"""{"event_type": "NEW_SAMPLE", "sample_id": "{{id}}", "sample_ver": 2}""",
                $$"""{"event_type": "ACL_CHANGE", "sample_id": "{{id}}"}""",
                $$"""{"event_type": "ACL_CHANGE", "sample_id": "{{id}}"}""",
                $$"""{"event_type": "NEW_LINK", "link_id": "{{first}}"}""",
                $$"""{"event_type": "NEW_LINK", "link_id": "{{second}}"}""",
                $$"""{"event_type": "EXPIRED_LINK", "link_id": "{{first}}"}""",
                $$"""{"event_type": "EXPIRED_LINK", "link_id": "{{second}}"}""",
            ],
            messages.Select(message => message.Value));
        Assert.DoesNotContain(messages, message => message.HasKey);
        Assert.DoesNotContain(" warn: ", server.Output);
    }

    [KcatFact]
    public async Task Send_AllEvents_AreToldUnderTheirOwnTypes()
    {
        await using var cluster = await KafkaCluster.StartAsync();
        await using var deployment = await KafkaDeployment.CreateAsync(cluster.Servers);
        deployment.Environment["Events__Kafka__Extended"] = "true";
        await using var server = await deployment.StartAsync();
        using var caller = new Caller(server.Url);

        var id = await caller.SaveAsync();
        await caller.CallAsync("withdraw_sample", new { id, reason = "a mistake" });
        await caller.CallAsync("restore_sample", new { id });

        var messages = await cluster.WaitForAsync(KafkaDeployment.Topic, 3);
        Assert.Equal(
            [
                $$"""{"event_type": "NEW_SAMPLE", "sample_id": "{{id}}", "sample_ver": 1}""",
                $$"""{"event_type": "SAMPLE_WITHDRAWN", "sample_id": "{{id}}"}""",
                $$"""{"event_type": "SAMPLE_RESTORED", "sample_id": "{{id}}"}""",
            ],
            messages.Select(message => message.Value));
    }

    [KcatFact]
    public async Task Send_ServerIsStoppedAndStarted_TellsEachOnce()
    {
        await using var cluster = await KafkaCluster.StartAsync();
        await using var deployment = await KafkaDeployment.CreateAsync(cluster.Servers);
        var samples = new List<string>();
        for (var run = 1; run <= 3; run++)
        {
            await using var server = await deployment.StartAsync();
            using var caller = new Caller(server.Url);
            for (var i = 0; i < 20; i++)
                if (run == 1)
                    samples.Add(await caller.SaveAsync());
                else
                    await caller.SaveAsync(samples[i]);
            Assert.True(await server.StopAsync());
        }

        await using var last = await deployment.StartAsync();
        Received.RequireOnce(samples, 3, await cluster.WaitForAsync(KafkaDeployment.Topic, 60));
    }

    [KcatFact]
    public async Task Send_ServerIsKilled_TellsAllInOrder()
    {
        await using var cluster = await KafkaCluster.StartAsync();
        await using var deployment = await KafkaDeployment.CreateAsync(cluster.Servers);
        var samples = new List<string>();
        for (var run = 1; run <= 3; run++)
        {
            await using var server = await deployment.StartAsync();
            using var caller = new Caller(server.Url);
            for (var i = 0; i < 30; i++)
                if (run == 1)
                    samples.Add(await caller.SaveAsync());
                else
                    await caller.SaveAsync(samples[i]);
            server.Kill();
            await server.WaitForExitAsync();
        }

        await using var last = await deployment.StartAsync();
        using var ending = new Caller(last.Url);
        var end = await ending.SaveAsync();
        IReadOnlyList<KafkaMessage> messages;
        do
            messages = await cluster.WaitForAsync(KafkaDeployment.Topic, 91);
        while (!messages.Any(message => message.Value.Contains(end, StringComparison.Ordinal)));
        Received.RequireAll(samples, 3, messages.Where(message => !message.Value.Contains(end, StringComparison.Ordinal)));
    }

    [KcatFact]
    public async Task Send_SwitchedOnLater_BeginsWithTheEventsFromThenOn()
    {
        await using var cluster = await KafkaCluster.StartAsync();
        await using var deployment = await KafkaDeployment.CreateAsync(null);
        await using (var server = await deployment.StartAsync())
        {
            using var before = new Caller(server.Url);
            await before.SaveAsync();
            Assert.DoesNotContain("librdkafka", await File.ReadAllTextAsync($"/proc/{server.ProcessId}/maps"));
        }

        deployment.Environment["Events__Kafka__BootstrapServers"] = cluster.Servers;
        deployment.Environment["Events__Kafka__Topic"] = "of.its_own";
        await using var again = await deployment.StartAsync();
        await again.WaitForOutputAsync("[1331]", Patience.Token());
        using var caller = new Caller(again.Url);
        var sample = await caller.SaveAsync();
        Received.RequireOnce([sample], 1, await cluster.WaitForAsync("of.its_own", 1));
        Assert.Contains("librdkafka", await File.ReadAllTextAsync($"/proc/{again.ProcessId}/maps"));
    }

    [KcatFact]
    public async Task Send_DatabaseIsCopied_GoesOnFromItsPosition()
    {
        await using var cluster = await KafkaCluster.StartAsync();
        await using var deployment = await KafkaDeployment.CreateAsync(cluster.Servers);
        var samples = new List<string>();
        await using (var server = await deployment.StartAsync())
        {
            using var caller = new Caller(server.Url);
            samples.Add(await caller.SaveAsync());
            await cluster.WaitForAsync(KafkaDeployment.Topic, 1);
            Assert.True(await server.StopAsync());
        }

        // What is saved while nothing is sent has to be sent after the copy.
        (var servers, deployment.Kafka) = (deployment.Kafka, null);
        await using (var server = await deployment.StartAsync())
        {
            using var caller = new Caller(server.Url);
            samples.Add(await caller.SaveAsync());
            Assert.True(await server.StopAsync());
        }

        deployment.Kafka = servers;
        var copying = deployment.Options();
        var target = await deployment.UsePostgresAsync();
        var copied = await ServerRun.ToEndAsync(copying with { Arguments = ["copy", "--to", target] });
        Assert.True(copied.ExitCode == 0, copied.Error);
        await using var moved = await deployment.StartAsync();
        using var after = new Caller(moved.Url);
        samples.Add(await after.SaveAsync());

        Received.RequireOnce(samples, 1, await cluster.WaitForAsync(KafkaDeployment.Topic, 3));
        Assert.True(await moved.StopAsync());
        Received.RequireOnce(samples, 1, await cluster.ReadAsync(KafkaDeployment.Topic));
    }
}
