namespace SampleService.Grains.Abstractions;

/// <summary>JSON text as a caller will see it. It never changes, so that it can be kept and sent without a copy.</summary>
/// <param name="Utf8">The text.</param>
[GenerateSerializer, Immutable, Alias("sample-service.json-bytes")]
public sealed record JsonBytes([property: Id(0)] ReadOnlyMemory<byte> Utf8)
{
    /// <summary>The name alone: what a message holds is not for the log, where messages that were lost turn up.</summary>
    public override string ToString() => nameof(JsonBytes);
}
