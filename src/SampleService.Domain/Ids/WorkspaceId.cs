namespace SampleService.Domain;

/// <summary>Identifies a workspace: a number from 1 on.</summary>
/// <param name="Value">The number.</param>
public readonly record struct WorkspaceId(long Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
