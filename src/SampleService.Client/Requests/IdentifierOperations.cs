namespace SampleService.Client;

/// <summary>Gives an identifier to a sample or a node of its newest version.</summary>
public sealed record AddIdentifierOperation : ExistingSampleOperation
{
    /// <summary>The node; null for the sample itself.</summary>
    public string? Node { get; init; }

    /// <inheritdoc cref="IdentifierName.Namespace"/>
    public required string Namespace { get; init; }

    /// <inheritdoc cref="IdentifierName.Value"/>
    public required string Value { get; init; }
}

/// <summary>Takes an identifier from the sample that has it.</summary>
public sealed record RemoveIdentifierOperation : SampleOperation
{
    /// <inheritdoc cref="IdentifierName.Namespace"/>
    public required string Namespace { get; init; }

    /// <inheritdoc cref="IdentifierName.Value"/>
    public required string Value { get; init; }
}
