namespace SampleService.Domain;

/// <summary>
/// Names a user: trimmed, 1 to 256 code points, ordered by code point. The service that knows the users may have further
/// rules.
/// </summary>
[GenerateSerializer, Immutable, Alias("sample-service.value.user-name")]
public readonly record struct UserName([property: Id(0)] string Value) : IComparable<UserName>
{
    /// <inheritdoc/>
    public int CompareTo(UserName other) => ContractText.CompareByCodePoint(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
