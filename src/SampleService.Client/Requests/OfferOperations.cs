namespace SampleService.Client;

/// <summary>Offers a sample to another user, who becomes its owner by accepting.</summary>
public sealed record OfferSampleOperation : ExistingSampleOperation
{
    /// <summary>The user.</summary>
    public required string To { get; init; }

    /// <summary>What the owner of now keeps; by itself <see cref="KeptLevel.Admin"/>.</summary>
    public KeptLevel? Keep { get; init; }

    /// <summary>Until when it can be accepted, at most 365 days ahead; by itself 30 days.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>What the addressee is told, at most 1000 code points.</summary>
    public string? Message { get; init; }
}

/// <summary>Makes the caller, to whom it is offered, the owner of a sample.</summary>
public sealed record AcceptOfferOperation : ExistingSampleOperation;

/// <summary>Ends an offer that the caller does not want.</summary>
public sealed record DeclineOfferOperation : ExistingSampleOperation;

/// <summary>Takes an offer back.</summary>
public sealed record CancelOfferOperation : ExistingSampleOperation;

/// <summary>Removes the caller's own entry from the ACLs of a sample.</summary>
public sealed record LeaveSampleOperation : ExistingSampleOperation;
