using System.Text.Json;

namespace SampleService.Kafka.Tests.Support;

/// <summary>What readers of the topic were told of samples.</summary>
internal static class Received
{
    /// <summary>The versions of each sample, in the order in which they were told.</summary>
    public static ILookup<string, int> Versions(IEnumerable<KafkaMessage> messages) => messages
        .Select(message => JsonDocument.Parse(message.Value).RootElement)
        .ToLookup(value => value.GetProperty("sample_id").GetString()!, value => value.GetProperty("sample_ver").GetInt32());

    /// <summary>Each sample has its versions in their order, each once.</summary>
    public static void RequireOnce(IReadOnlyList<string> samples, int versions, IEnumerable<KafkaMessage> messages)
    {
        var told = Versions(messages);
        Assert.Equal(samples.Order(StringComparer.Ordinal), told.Select(sample => sample.Key).Order(StringComparer.Ordinal));
        Assert.All(told, sample => Assert.Equal(Enumerable.Range(1, versions), sample));
    }

    /// <summary>Each sample has its versions in their order; some are told again, each time with all that follow.</summary>
    public static void RequireAll(IReadOnlyList<string> samples, int versions, IEnumerable<KafkaMessage> messages)
    {
        var told = Versions(messages);
        Assert.Equal(samples.Order(StringComparer.Ordinal), told.Select(sample => sample.Key).Order(StringComparer.Ordinal));
        Assert.All(told, sample => Assert.Equal(Enumerable.Range(1, versions), sample.Distinct()));
        Assert.All(told, sample => Assert.All(sample.Zip(sample.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1)));
    }
}
