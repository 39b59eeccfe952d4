using System.Text.Json.Serialization;

namespace SampleService.Client;

/// <summary>That a sample is offered to somebody, who becomes its owner by accepting.</summary>
public sealed record OwnershipOffer
{
    /// <summary>The sample.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its owner.</summary>
    public required string From { get; init; }

    /// <summary>To whom it is offered.</summary>
    public required string To { get; init; }

    /// <summary>What the owner of now keeps when it is accepted.</summary>
    public required KeptLevel Keep { get; init; }

    /// <summary>What the addressee is told; null for nothing.</summary>
    public required string? Message { get; init; }

    /// <summary>When it was offered.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>From then on it cannot be accepted any more.</summary>
    public required DateTimeOffset Expires { get; init; }
}

/// <summary>An offer and what is offered.</summary>
public sealed record NamedOffer
{
    /// <summary>The sample.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its owner.</summary>
    public required string From { get; init; }

    /// <summary>To whom it is offered.</summary>
    public required string To { get; init; }

    /// <summary>What the owner of now keeps when it is accepted.</summary>
    public required KeptLevel Keep { get; init; }

    /// <summary>What the addressee is told; null for nothing.</summary>
    public required string? Message { get; init; }

    /// <summary>When it was offered.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>From then on it cannot be accepted any more.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>The name of the newest version; null for none.</summary>
    public required string? Name { get; init; }
}

/// <summary>A page of offers.</summary>
public sealed record OfferPage
{
    /// <summary>Those that can be accepted, by the ids of their samples.</summary>
    public required IReadOnlyList<NamedOffer> Offers { get; init; }

    /// <summary>The cursor of the next page; null: that was all.</summary>
    public required string? Next { get; init; }

    /// <summary>How many were looked at; null outside administration mode.</summary>
    public required int? Examined { get; init; }
}

/// <summary>What a former owner keeps.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<KeptLevel>))]
public enum KeptLevel
{
    /// <summary>To read, write, change the ACLs and link data.</summary>
    [JsonStringEnumMemberName("admin")]
    Admin,

    /// <summary>To read and save versions.</summary>
    [JsonStringEnumMemberName("write")]
    Write,

    /// <summary>To read.</summary>
    [JsonStringEnumMemberName("read")]
    Read,

    /// <summary>Nothing.</summary>
    [JsonStringEnumMemberName("none")]
    None,
}
