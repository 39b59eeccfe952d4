using System.Text.Json.Serialization;

namespace SampleService.Client;

/// <summary>Parameters of <see cref="ISampleService.OfferSampleAsync"/>.</summary>
public sealed record OfferSampleRequest : OwnershipRequest
{
    /// <summary>The user who becomes the owner by accepting.</summary>
    public required string To { get; init; }

    /// <summary>What the owner of now keeps; by itself <see cref="KeptLevel.Admin"/>.</summary>
    public KeptLevel? Keep { get; init; }

    /// <summary>Until when it can be accepted, at most 365 days ahead; by itself 30 days.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>What the addressee is told, at most 1000 code points.</summary>
    public string? Message { get; init; }
}

/// <summary>Parameters of <see cref="ISampleService.AcceptOfferAsync"/>.</summary>
public sealed record AcceptOfferRequest : OwnershipRequest;

/// <summary>Parameters of <see cref="ISampleService.DeclineOfferAsync"/>.</summary>
public sealed record DeclineOfferRequest : OwnershipRequest;

/// <summary>Parameters of <see cref="ISampleService.CancelOfferAsync"/>.</summary>
public sealed record CancelOfferRequest : OwnershipRequest;

/// <summary>Parameters of <see cref="ISampleService.LeaveSampleAsync"/>.</summary>
public sealed record LeaveSampleRequest : OwnershipRequest;

/// <summary>Parameters of methods about who owns a sample, or leaves it.</summary>
public abstract record OwnershipRequest : NamedRequest
{
    /// <summary>The sample.</summary>
    public required Guid Id { get; init; }

    /// <summary>Only if the newest version is this one; null for no condition.</summary>
    public int? IfVersion { get; init; }

    /// <summary>Only if the ACLs are in this state; null for no condition.</summary>
    public long? IfAclVersion { get; init; }
}

/// <summary>Parameters of <see cref="ISampleService.ListOffersAsync"/>.</summary>
public sealed record ListOffersRequest : AdministrationRequest
{
    /// <summary>To whom or by whom; by itself <see cref="OfferDirection.ToMe"/>. In administration mode: all offers.</summary>
    public OfferDirection? Direction { get; init; }

    /// <summary>How many offers a page has at most: 1 to 1000.</summary>
    public int? Limit { get; init; }

    /// <summary><see cref="OfferPage.Next"/> of the page before, with all else as it was.</summary>
    public string? Cursor { get; init; }
}

/// <summary>Which offers are listed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OfferDirection>))]
public enum OfferDirection
{
    /// <summary>Those to the caller.</summary>
    [JsonStringEnumMemberName("to_me")]
    ToMe,

    /// <summary>Those by the caller.</summary>
    [JsonStringEnumMemberName("by_me")]
    ByMe,
}
