using SampleService.Domain;

namespace SampleService.Upstream;

/// <summary>Finds out who may administer the service.</summary>
public interface IAdministratorRoles
{
    /// <summary>The right of the owner of a valid token.</summary>
    /// <exception cref="ServiceException">
    /// <see cref="ErrorKind.UpstreamFailure"/>: the token was refused for the look-up, or the service could not be reached.
    /// </exception>
    ValueTask<AdministratorRight> FindRightAsync(string token, UserName user, CancellationToken cancellation);

    /// <summary>The right of a user as the deployment itself keeps it, for what is done while the user is away; none where only a token would tell.</summary>
    /// <exception cref="ServiceException"><see cref="ErrorKind.StorageFailure"/>: the database failed.</exception>
    ValueTask<AdministratorRight> FindKeptRightAsync(UserName user, CancellationToken cancellation);
}

/// <summary>What a user may do in administration mode; each right includes the lower ones.</summary>
public enum AdministratorRight
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Read everything.</summary>
    Read,

    /// <summary>Change everything, and act as other users.</summary>
    Full,
}
