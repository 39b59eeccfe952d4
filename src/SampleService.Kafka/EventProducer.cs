using Confluent.Kafka;
using SampleService.Domain;
using ErrorCode = Confluent.Kafka.ErrorCode;

namespace SampleService.Kafka;

/// <summary>
/// Sends events to a topic, in batches, in their order: the messages of a partition are taken in the order in which they were sent, each once,
/// for as long as the producer lives. It waits for a cluster that does not answer for any time.
/// </summary>
/// <param name="target">Where to.</param>
/// <param name="failed">Told of each failure of connections and servers, by the client's name for it. On any thread.</param>
public sealed class EventProducer(KafkaTarget target, Action<string> failed) : IAsyncDisposable
{
    /// <summary>How long the cluster has to tell how many partitions the topic has.</summary>
    private static readonly TimeSpan DescriptionTime = TimeSpan.FromSeconds(5);

    /// <summary>How long the other reports of a batch are waited for when one failed: those that are not known are sent again.</summary>
    private static readonly TimeSpan RestTime = TimeSpan.FromSeconds(5);

    /// <summary>Positions behind one that failed that were acknowledged all the same, in other partitions.</summary>
    private HashSet<long> _ahead = [];

    private IProducer<Null, byte[]>? _producer;
    private int _partitions;

    /// <summary>Sends events, and waits until all replicas have them, one fails, or it is cancelled.</summary>
    /// <param name="events">The events behind the last one that was acknowledged, in the order of their positions.</param>
    /// <param name="cancellation">Ends the wait: what is under way may arrive or not.</param>
    public async Task<Delivery> SendAsync(IReadOnlyList<SampleEvent> events, CancellationToken cancellation)
    {
        var batch = new DeliveryBatch(events.Count);
        try
        {
            _producer ??= Connect();
            if (_partitions == 0)
                _partitions = await Task.Run(() => CountPartitions(_producer), CancellationToken.None).WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (KafkaException e)
        {
            await DiscardAsync().ConfigureAwait(false);
            return new Delivery(0, e.Error.Code.ToString());
        }
        catch (OperationCanceledException)
        {
            return new Delivery(0, null);
        }

        Produce(_producer, events, batch);
        await batch.Decided.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (batch.Decided.IsCompleted)
            await batch.Ended.WaitAsync(RestTime, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var (isAcknowledged, failure) = batch.Look();
        // One that has failed sends nothing more in a partition where something is missing, or nothing at all.
        if (failure is not null)
            await DiscardAsync().ConfigureAwait(false);
        var first = Array.IndexOf(isAcknowledged, false);
        _ahead = first < 0 ? [] : [.. events.Where((_, i) => i > first && isAcknowledged[i]).Select(one => one.Position)];
        return new Delivery(first < 0 ? events.Count : first, failure);
    }

    /// <summary>Drops what is under way.</summary>
    public ValueTask DisposeAsync() => new(DiscardAsync());

    private void Produce(IProducer<Null, byte[]> producer, IReadOnlyList<SampleEvent> events, DeliveryBatch batch)
    {
        string? refusal = null;
        for (var i = 0; i < events.Count; i++)
        {
            var index = i;
            if (_ahead.Contains(events[i].Position) || EventMessage.Write(events[i], target.IsExtended) is not { } value)
            {
                batch.Report(index, null);
                continue;
            }

            try
            {
                if (refusal is null)
                    producer.Produce(
                        new TopicPartition(target.Topic, PartitionChoice.Of(events[i], _partitions)),
                        new Message<Null, byte[]> { Value = value },
                        report => batch.Report(index, report.Error.IsError ? report.Error.Code.ToString() : null));
            }
            catch (KafkaException e)
            {
                refusal = e.Error.Code.ToString();
            }

            // Nothing behind one that the client refused is sent.
            if (refusal is not null)
                batch.Report(index, refusal);
        }
    }

    private IProducer<Null, byte[]> Connect() => new ProducerBuilder<Null, byte[]>(new ProducerConfig
    {
        BootstrapServers = string.Join(',', target.Servers),
        ClientId = "sample-service",
        // Each message once and in order, whatever is repeated; a partition in which one is missing gets no other.
        EnableIdempotence = true,
        EnableGaplessGuarantee = true,
        Acks = Acks.All,
        // A message that is given up and sent again later would be behind those that came after it.
        MessageTimeoutMs = 0,
        ReconnectBackoffMaxMs = 2000,
        SocketKeepaliveEnable = true,
    })
        // Its words are for its log; what is told of here are the names of faults.
        .SetLogHandler(static (_, _) => { })
        .SetErrorHandler((_, error) => failed(error.Code.ToString()))
        .Build();

    private int CountPartitions(IProducer<Null, byte[]> producer)
    {
        using var administration = new DependentAdminClientBuilder(producer.Handle).Build();
        var topic = administration.GetMetadata(target.Topic, DescriptionTime).Topics.Find(one => one.Topic == target.Topic)
            ?? throw new KafkaException(ErrorCode.UnknownTopicOrPart);
        return topic.Error.IsError || topic.Partitions.Count == 0
            ? throw new KafkaException(topic.Error.IsError ? topic.Error.Code : ErrorCode.LeaderNotAvailable)
            : topic.Partitions.Count;
    }

    private async Task DiscardAsync()
    {
        var discarded = _producer;
        (_producer, _partitions) = (null, 0);
        // Waits for the threads of the client.
        if (discarded is not null)
            await Task.Run(discarded.Dispose).ConfigureAwait(false);
    }
}
