namespace SampleService.Domain;

/// <summary>
/// The kinds of failure a caller can be told of. Codes and type texts are in <see cref="ErrorCatalogue"/>;
/// each door turns them into its own wire form.
/// </summary>
public enum ErrorKind
{
    /// <summary>A fault of ours: nothing the caller did. The detail is not for the caller.</summary>
    Unexpected = 0,

    /// <summary>The caller may not do this.</summary>
    Unauthorized,

    /// <summary>A required parameter is absent or blank.</summary>
    MissingParameter,

    /// <summary>A parameter is there and wrong.</summary>
    IllegalParameter,

    /// <summary>Controlled metadata did not pass its validators.</summary>
    MetadataValidation,

    /// <summary>The newest version is not the one the caller expected.</summary>
    ConcurrencyViolation,

    /// <summary>A user named in the call does not exist.</summary>
    NoSuchUser,

    /// <summary>There is no sample with this id.</summary>
    NoSuchSample,

    /// <summary>The sample exists, this version of it does not.</summary>
    NoSuchSampleVersion,

    /// <summary>The version exists, this node of it does not.</summary>
    NoSuchSampleNode,

    /// <summary>The workspace or the object does not exist, or is deleted.</summary>
    NoSuchWorkspaceData,

    /// <summary>There is no such link, or it is no longer active.</summary>
    NoSuchDataLink,

    /// <summary>The data unit is linked already and no update was asked for.</summary>
    DataLinkExists,

    /// <summary>The limit of active links is reached.</summary>
    TooManyDataLinks,

    /// <summary>Reserved in the contract; never sent.</summary>
    UnsupportedOperation,

    /// <summary>A token is needed and none was sent.</summary>
    AuthenticationRequired,

    /// <summary>The token was refused, or nobody could be asked about it.</summary>
    AuthenticationFailed,

    /// <summary>The argument of the method is null, or has not the form the method needs. Has no code of its own.</summary>
    IllegalArgument,

    /// <summary>A service we depend on failed or refused us. The detail is made for the caller.</summary>
    UpstreamFailure,

    /// <summary>The database failed. The outcome of a write may be unknown.</summary>
    StorageFailure,

    /// <summary>A process that took part in the call is gone, or taken for dead. The detail says what is known of a write's outcome.</summary>
    ClusterFailure,

    /// <summary>A validator that the configuration names can not do its work. The detail is made for the caller.</summary>
    ValidatorUnavailable,
}
