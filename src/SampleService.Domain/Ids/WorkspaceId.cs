namespace SampleService.Domain;

/// <summary>Identifies a workspace: a number from 1 on.</summary>
/// <param name="Value">The number.</param>
[GenerateSerializer, Immutable, Alias("sample-service.value.workspace-id")]
public readonly record struct WorkspaceId([property: Id(0)] long Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
