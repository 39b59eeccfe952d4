namespace SampleService.Kafka.Tests.Support;

/// <summary>A message as another client read it.</summary>
/// <param name="Partition">Where it was.</param>
/// <param name="Offset">Its place there.</param>
/// <param name="HasKey">Whether it has a key.</param>
/// <param name="Value">Its value.</param>
internal sealed record KafkaMessage(int Partition, long Offset, bool HasKey, string Value);
