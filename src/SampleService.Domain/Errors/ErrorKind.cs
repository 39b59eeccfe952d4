namespace SampleService.Domain;

/// <summary>
/// The kinds of failure that are reported to callers. Codes and type texts are in <see cref="ErrorCatalogue"/>; each door
/// turns them into its own wire form.
/// </summary>
public enum ErrorKind
{
    /// <summary>A fault of the service. The detail is not for the caller.</summary>
    Unexpected = 0,

    /// <summary>The caller may not do this.</summary>
    Unauthorized,

    /// <summary>A required parameter is absent or blank.</summary>
    MissingParameter,

    /// <summary>A parameter is invalid.</summary>
    IllegalParameter,

    /// <summary>Controlled metadata did not pass its validators.</summary>
    MetadataValidation,

    /// <summary>The newest version is not the one the caller expected.</summary>
    ConcurrencyViolation,

    /// <summary>The name that the caller has given to the call was used for another one.</summary>
    RequestIdUsed,

    /// <summary>A user named in the call does not exist.</summary>
    NoSuchUser,

    /// <summary>The sample does not exist.</summary>
    NoSuchSample,

    /// <summary>The sample exists, but not this version of it.</summary>
    NoSuchSampleVersion,

    /// <summary>The version exists, but not this node of it.</summary>
    NoSuchSampleNode,

    /// <summary>The workspace or the object does not exist, or is deleted.</summary>
    NoSuchWorkspaceData,

    /// <summary>The link does not exist, or is no longer active.</summary>
    NoSuchDataLink,

    /// <summary>The data unit has an active link, and the call does not allow an update.</summary>
    DataLinkExists,

    /// <summary>The limit of active links is reached.</summary>
    TooManyDataLinks,

    /// <summary>The sample or version is withdrawn.</summary>
    SampleWithdrawn,

    /// <summary>There is no such active relation, or the caller may not read its sample.</summary>
    NoSuchRelation,

    /// <summary>There are too many relations, or it would close a circle.</summary>
    RelationNotPossible,

    /// <summary>There is no such active identifier, or the caller may not change its sample.</summary>
    NoSuchIdentifier,

    /// <summary>The deployment never ran with the vocabulary.</summary>
    NoSuchVocabulary,

    /// <summary>Another sample or node has the identifier.</summary>
    IdentifierInUse,

    /// <summary>There is no such group.</summary>
    NoSuchGroup,

    /// <summary>The name of the group is taken.</summary>
    GroupExists,

    /// <summary>There is no pending offer, or none that the caller may answer.</summary>
    NoSuchOffer,

    /// <summary>The sample is offered to somebody already.</summary>
    OfferExists,

    /// <summary>What is asked for is turned off in this deployment.</summary>
    UnsupportedOperation,

    /// <summary>The token is not valid, or no longer, which was found while the method ran.</summary>
    AuthenticationFailed,

    /// <summary>The argument of the method is null or of the wrong form.</summary>
    IllegalArgument,

    /// <summary>An upstream service failed, or refused a request. The detail is for the caller.</summary>
    UpstreamFailure,

    /// <summary>The database failed. The outcome of a write may be unknown.</summary>
    StorageFailure,

    /// <summary>A silo that took part in the call is dead, or counts as dead. The detail says what is known of the outcome of a write.</summary>
    ClusterFailure,

    /// <summary>Too much is under way already. The call had no effect, and may succeed a little later.</summary>
    Busy,

    /// <summary>The process starts, and neither its database nor its grains can be asked yet. The call had no effect.</summary>
    Starting,

    /// <summary>A state of the platform refuses the call, which had no effect. The detail is the number of the state.</summary>
    RefusedByState,

    /// <summary>A configured validator cannot do its work. The detail is for the caller.</summary>
    ValidatorUnavailable,
}
