using System.Globalization;
using System.Text;
using SampleService.Kafka.Tests.Support;
using SampleService.Testing.Http;
using SampleService.Testing.Servers;

namespace SampleService.Kafka.Tests;

/// <summary>Kafka is frozen, gone, another one, or was away for too long: calls do not notice, and readers miss as little as can be.</summary>
public sealed class OutageTests
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    [KcatFact]
    public async Task Send_BrokersAreFrozen_CallsGoOnAndAllIsToldOnceAfterwards()
    {
        await using var cluster = await KafkaCluster.StartAsync();
        await using var deployment = await KafkaDeployment.CreateAsync(cluster.Servers);
        await using var server = await deployment.StartAsync();
        using var caller = new Caller(server.Url);
        var samples = new List<string> { await caller.SaveAsync() };
        await cluster.WaitForAsync(KafkaDeployment.Topic, 1);

        cluster.Freeze();
        for (var i = 0; i < 50; i++)
            samples.Add(await caller.SaveAsync());
        var metrics = await WaitForAsync(server, values => values.GetValueOrDefault("sample_service_events_unsent") == 50);
        Assert.True(metrics["sample_service_events_unsent_age_seconds"] > 0);
        cluster.Thaw();

        Received.RequireOnce(samples, 1, await cluster.WaitForAsync(KafkaDeployment.Topic, 51));
        metrics = await WaitForAsync(server, values => values.GetValueOrDefault("sample_service_events_unsent") == 0);
        Assert.Equal(0, metrics["sample_service_events_unsent_age_seconds"]);
        Assert.Equal(51, metrics["sample_service_events_sent_total"]);
        Assert.True(await server.StopAsync());
        Received.RequireOnce(samples, 1, await cluster.ReadAsync(KafkaDeployment.Topic));
    }

    [KcatFact]
    public async Task Send_BrokersAreGoneAndOthersCome_TellsWhatWasNotAcknowledged()
    {
        await using var relay = new Relay();
        await using var deployment = await KafkaDeployment.CreateAsync(relay.Address);
        await using var server = await deployment.StartAsync();
        using var caller = new Caller(server.Url);
        var early = await caller.SaveAsync();
        await WaitForAsync(
            server,
            values => values.GetValueOrDefault("sample_service_events_send_failures_total") > 0 && values.GetValueOrDefault("sample_service_events_unsent") == 1);
        await server.WaitForOutputAsync("[1340]", Patience.Token());

        await using (var first = await KafkaCluster.StartAsync())
        {
            relay.LeadTo(first);
            Received.RequireOnce([early], 1, await first.WaitForAsync(KafkaDeployment.Topic, 1));
            await server.WaitForOutputAsync("[1341]", Patience.Token());
            await WaitForAsync(server, values => values.GetValueOrDefault("sample_service_events_unsent", 1) == 0);
        }

        string[] told =
        [
            "# HELP sample_service_events_send_failures_total Faults on the way to those to whom events are sent",
            "# TYPE sample_service_events_send_failures_total counter",
            "# HELP sample_service_events_sent_total Events that have arrived, or need not be sent",
            "# TYPE sample_service_events_sent_total counter",
            """sample_service_events_sent_total{sender="kafka"} 1""",
            "# HELP sample_service_events_unsent Events that are not sent yet",
            "# TYPE sample_service_events_unsent gauge",
            """sample_service_events_unsent{sender="kafka"} 0""",
            "# HELP sample_service_events_unsent_age_seconds Time since the change of the oldest event that is not sent yet",
            "# TYPE sample_service_events_unsent_age_seconds gauge",
            """sample_service_events_unsent_age_seconds{sender="kafka"} 0""",
        ];
        Assert.Empty(told.Except(await ReadAsync(await FindMetricsAsync(server))));

        var samples = new List<string>();
        for (var i = 0; i < 20; i++)
            samples.Add(await caller.SaveAsync());
        await using var second = await KafkaCluster.StartAsync();
        relay.LeadTo(second);
        Received.RequireOnce(samples, 1, await second.WaitForAsync(KafkaDeployment.Topic, samples.Count));
    }

    [KcatFact]
    public async Task Stop_BrokersAreFrozen_EndsSoonAndTheNextStartTellsTheRest()
    {
        await using var cluster = await KafkaCluster.StartAsync();
        await using var deployment = await KafkaDeployment.CreateAsync(cluster.Servers);
        var samples = new List<string>();
        await using (var server = await deployment.StartAsync())
        {
            using var caller = new Caller(server.Url);
            samples.Add(await caller.SaveAsync());
            await cluster.WaitForAsync(KafkaDeployment.Topic, 1);
            cluster.Freeze();
            samples.Add(await caller.SaveAsync());
            Assert.True(await server.StopAsync());
        }

        cluster.Thaw();
        await using var again = await deployment.StartAsync();
        // What was under way when the process ended may have arrived.
        Received.RequireAll(samples, 1, await cluster.WaitForAsync(KafkaDeployment.Topic, 2));
    }

    /// <summary>The values of metrics, once they are so. Those of several senders or reasons are added.</summary>
    private static async Task<IReadOnlyDictionary<string, double>> WaitForAsync(ServerProcess server, Func<IReadOnlyDictionary<string, double>, bool> isSo)
    {
        var patience = Patience.Token();
        var page = await FindMetricsAsync(server);
        while (true)
        {
            var values = (await ReadAsync(page))
                .Where(sample => sample.StartsWith("sample_service_events_", StringComparison.Ordinal))
                .Select(sample => (Name: sample.Split('{', ' ')[0], Value: double.Parse(sample[(sample.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture)))
                .GroupBy(sample => sample.Name).ToDictionary(group => group.Key, group => group.Sum(sample => sample.Value));
            if (isSo(values))
                return values;
            await Task.Delay(PollInterval, patience);
        }
    }

    private static async Task<PlainHttpClient> FindMetricsAsync(ServerProcess server)
    {
        await server.WaitForOutputAsync("Metrics: http", Patience.Token());
        var line = server.Output.Split('\n').Single(line => line.StartsWith("Metrics: http", StringComparison.Ordinal));
        return new PlainHttpClient(new Uri(line["Metrics: ".Length..].Replace("/metrics", "", StringComparison.Ordinal)));
    }

    private static async Task<string[]> ReadAsync(PlainHttpClient page) =>
        Encoding.UTF8.GetString((await page.SendAsync("GET", "/metrics", [], null, Patience.Token()))!.Body).Split('\n');
}
