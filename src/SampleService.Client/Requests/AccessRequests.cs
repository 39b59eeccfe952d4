namespace SampleService.Client;

/// <summary>Parameters of <see cref="ISampleService.ExplainAccessAsync"/>.</summary>
public sealed record ExplainAccessRequest : AdministrationRequest
{
    /// <summary>The sample.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose access is explained: a user, or <c>*</c> for everybody; null for the caller.</summary>
    public string? User { get; init; }

    /// <summary>The level that is explained, but not <see cref="AccessLevel.Owner"/>; null for <see cref="AccessLevel.Read"/>.</summary>
    public AccessLevel? Level { get; init; }

    /// <summary>A moment that is not past; null for now.</summary>
    public DateTimeOffset? At { get; init; }
}
