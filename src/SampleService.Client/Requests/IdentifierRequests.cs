namespace SampleService.Client;

/// <summary>Parameters of <see cref="ISampleService.AddIdentifierAsync"/>.</summary>
public sealed record AddIdentifierRequest : NamedRequest
{
    /// <summary>The sample.</summary>
    public required Guid Id { get; init; }

    /// <summary>A node of its newest version; null for the sample itself.</summary>
    public string? Node { get; init; }

    /// <inheritdoc cref="IdentifierName.Namespace"/>
    public required string Namespace { get; init; }

    /// <inheritdoc cref="IdentifierName.Value"/>
    public required string Value { get; init; }

    /// <summary>Only if the newest version is this one; null for no condition.</summary>
    public int? IfVersion { get; init; }

    /// <summary>Only if the ACLs are in this state; null for no condition.</summary>
    public long? IfAclVersion { get; init; }
}

/// <summary>Parameters of <see cref="ISampleService.RemoveIdentifierAsync"/>.</summary>
public sealed record RemoveIdentifierRequest : NamedRequest
{
    /// <inheritdoc cref="IdentifierName.Namespace"/>
    public required string Namespace { get; init; }

    /// <inheritdoc cref="IdentifierName.Value"/>
    public required string Value { get; init; }
}

/// <summary>Parameters of <see cref="ISampleService.ResolveIdentifiersAsync"/>.</summary>
public sealed record ResolveIdentifiersRequest : AdministrationRequest
{
    /// <summary>The identifiers, 1 to 1000.</summary>
    public required IReadOnlyList<IdentifierName> Identifiers { get; init; }

    /// <summary>What is wanted of each sample; null for nothing.</summary>
    public IReadOnlyList<StateInclude>? Include { get; init; }
}

/// <summary>An identifier as callers write it.</summary>
public sealed record IdentifierName
{
    /// <summary><c>igsn</c>, <c>biosample</c>, <c>doi</c>, <c>ark</c>, or <c>~user</c> or <c>@group</c>, whose names they are.</summary>
    public required string Namespace { get; init; }

    /// <summary>The value, in any form of the namespace.</summary>
    public required string Value { get; init; }
}
