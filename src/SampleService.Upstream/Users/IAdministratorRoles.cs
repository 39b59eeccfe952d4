using SampleService.Domain;

namespace SampleService.Upstream;

/// <summary>Knows who may administer the service.</summary>
public interface IAdministratorRoles
{
    /// <summary>The right of the owner of a valid token.</summary>
    /// <exception cref="ServiceException">
    /// <see cref="ErrorKind.UpstreamFailure"/>: the token was refused for the look-up, or nobody could be asked.
    /// </exception>
    ValueTask<AdministratorRight> FindRightAsync(string token, UserName user, CancellationToken cancellation);
}
