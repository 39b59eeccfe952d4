namespace SampleService.Domain;

/// <summary>
/// What a link starts from: a workspace object version, or a part of it. The whole object and its parts are
/// different units.
/// </summary>
/// <param name="Upa">The object version.</param>
/// <param name="DataId">The part of it; empty for the whole object.</param>
[GenerateSerializer, Immutable, Alias("sample-service.value.data-unit")]
public readonly record struct DataUnit([property: Id(0)] Upa Upa, [property: Id(1)] string DataId)
{
    /// <summary>As messages write it: <c>W/O/V</c> or <c>W/O/V:part</c>.</summary>
    public override string ToString() => DataId.Length == 0 ? Upa.ToString() : $"{Upa}:{DataId}";
}
