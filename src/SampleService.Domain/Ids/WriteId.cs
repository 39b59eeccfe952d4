namespace SampleService.Domain;

/// <summary>
/// Identifies one attempt to write, so that a retry after an unknown outcome finds what the first attempt did. Written in
/// lower case with hyphens.
/// </summary>
[GenerateSerializer, Immutable, Alias("sample-service.value.write-id")]
public readonly record struct WriteId([property: Id(0)] Guid Value)
{
    /// <summary>A random id.</summary>
    public static WriteId New() => new(Guid.NewGuid());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}
