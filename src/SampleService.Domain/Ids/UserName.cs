namespace SampleService.Domain;

/// <summary>
/// Names a user: trimmed, 1 to 256 code points; further rules are those of the service that knows the users.
/// Ordered by code point.
/// </summary>
/// <param name="Value">The text.</param>
[GenerateSerializer, Immutable, Alias("sample-service.value.user-name")]
public readonly record struct UserName([property: Id(0)] string Value) : IComparable<UserName>
{
    /// <inheritdoc/>
    public int CompareTo(UserName other) => ContractText.CompareByCodePoint(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
