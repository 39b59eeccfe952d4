namespace SampleService.Kafka;

/// <summary>Where events are sent, and which.</summary>
/// <param name="Servers">Some servers of the cluster, as <c>host:port</c>.</param>
/// <param name="Topic">The topic.</param>
/// <param name="IsExtended">Whether all events are sent, under their own types; else the four that the KBase Sample Service had.</param>
public sealed record KafkaTarget(IReadOnlyList<string> Servers, string Topic, bool IsExtended);
