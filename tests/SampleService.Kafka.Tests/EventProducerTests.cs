using System.Collections.Concurrent;
using System.Text.Json;
using SampleService.Domain;
using SampleService.Kafka.Tests.Support;

namespace SampleService.Kafka.Tests;

/// <summary>A producer against brokers in another process, and what a client of another make reads there.</summary>
public sealed class EventProducerTests
{
    private const string Topic = "sample-events";
    private const int Samples = 20;
    private const int VersionsOfEach = 40;

    private readonly ConcurrentBag<string> _faults = [];

    [KcatFact]
    public async Task Send_ManySamples_BringsEachInOrderOnceWithoutKeys()
    {
        await using var cluster = await KafkaCluster.StartAsync();
        await using var producer = await ConnectAsync(cluster);
        var events = Versions();

        Assert.Equal(new Delivery(events.Count, null), await producer.SendAsync(events, Patience.Token()));

        var messages = await cluster.WaitForAsync(Topic, events.Count);
        RequireAllOnce(events, messages);
        Assert.DoesNotContain(messages, message => message.HasKey);
        Assert.Equal([0, 1, 2, 3], messages.Select(message => message.Partition).Distinct());
    }

    [KcatFact]
    public async Task Send_EventsThatAreNotSent_AreAcknowledged()
    {
        await using var cluster = await KafkaCluster.StartAsync();
        await using var producer = await ConnectAsync(cluster);
        SampleEvent[] events =
        [
            new(1, default, EventType.SampleWithdrawn, null) { Sample = new SampleId(Guid.NewGuid()) },
            new(2, default, EventType.AclChange, null) { Sample = new SampleId(Guid.NewGuid()) },
            new(3, default, EventType.GroupChange, null) { Group = "field" },
        ];

        Assert.Equal(new Delivery(3, null), await producer.SendAsync(events, Patience.Token()));
        Assert.Contains("ACL_CHANGE", Assert.Single(await cluster.WaitForAsync(Topic, 1)).Value);
    }

    [KcatFact]
    public async Task Send_BrokersAreFrozen_WaitsAndBringsEachOnce()
    {
        await using var cluster = await KafkaCluster.StartAsync();
        await using var producer = await ConnectAsync(cluster);
        var events = Versions();
        cluster.Freeze();

        var sending = producer.SendAsync(events, Patience.Token());
        Assert.False(sending.IsCompleted);
        cluster.Thaw();

        Assert.Equal(new Delivery(events.Count, null), await sending);
        RequireAllOnce(events, await cluster.WaitForAsync(Topic, events.Count));
    }

    [KcatFact]
    public async Task Send_BrokersAreFrozen_EndsWhenCancelled()
    {
        await using var cluster = await KafkaCluster.StartAsync();
        await using var producer = await ConnectAsync(cluster);
        cluster.Freeze();
        using var cancellation = new CancellationTokenSource();

        var sending = producer.SendAsync(Versions(), cancellation.Token);
        await cancellation.CancelAsync();

        Assert.Equal(new Delivery(0, null), await sending);
        cluster.Thaw();
    }

    [KcatFact]
    public async Task Send_RequestsAreRefused_GoesOnFromTheFirstThatFailedInOrder()
    {
        await using var cluster = await KafkaCluster.StartAsync();
        await using var producer = await ConnectAsync(cluster);
        var events = Versions();
        await cluster.RefuseAsync(1);

        var first = await producer.SendAsync(events, Patience.Token());
        Assert.InRange(first.Acknowledged, 0, events.Count - 1);
        Assert.NotNull(first.Failure);
        var sent = first.Acknowledged;
        while (sent < events.Count)
            sent += (await producer.SendAsync([.. events.Skip(sent)], Patience.Token())).Acknowledged;

        // What was taken in other partitions meanwhile is not sent again.
        RequireAllOnce(events, await cluster.WaitForAsync(Topic, events.Count));
    }

    [Fact]
    public async Task Send_NobodyListens_FailsAndTellsWhy()
    {
        var nobody = $"127.0.0.1:{Testing.Servers.LoopbackPort.FindFree()}";
        await using var producer = new EventProducer(new KafkaTarget([nobody], Topic, false), _faults.Add);

        var delivery = await producer.SendAsync(Versions(), Patience.Token());

        Assert.Equal(0, delivery.Acknowledged);
        Assert.Equal("Local_Transport", delivery.Failure);
        Assert.Contains("Local_AllBrokersDown", _faults);
    }

    /// <summary>A producer that has found its topic.</summary>
    private async Task<EventProducer> ConnectAsync(KafkaCluster cluster)
    {
        var producer = new EventProducer(new KafkaTarget(cluster.Servers.Split(','), Topic, false), _faults.Add);
        while ((await producer.SendAsync([], Patience.Token())).Failure is not null)
            Assert.False(Patience.Token().IsCancellationRequested);
        return producer;
    }

    private static List<SampleEvent> Versions()
    {
        // Not drawn at random: one time in eighty no sample would be in one of the partitions.
        var samples = Enumerable.Range(0, Samples).Select(static i => new SampleId(new Guid(i, 0, 0, new byte[8]))).ToList();
        return
        [
            .. Enumerable.Range(0, Samples * VersionsOfEach).Select(i => new SampleEvent(i + 1, default, EventType.NewSample, null)
            {
                Sample = samples[i % Samples],
                Version = (i / Samples) + 1,
            }),
        ];
    }

    private static void RequireAllOnce(IReadOnlyList<SampleEvent> events, IReadOnlyList<KafkaMessage> messages)
    {
        var read = messages.Select(message => JsonDocument.Parse(message.Value).RootElement)
            .ToLookup(value => value.GetProperty("sample_id").GetString()!, value => value.GetProperty("sample_ver").GetInt32());
        var sent = events.ToLookup(one => one.Sample!.Value.ToString(), one => one.Version!.Value);
        Assert.Equal(sent.Count, read.Count);
        Assert.All(sent, sample => Assert.Equal(sample, read[sample.Key]));
    }
}
