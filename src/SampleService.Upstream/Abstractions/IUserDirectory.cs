using SampleService.Domain;

namespace SampleService.Upstream;

/// <summary>Tells which users exist.</summary>
public interface IUserDirectory
{
    /// <summary>
    /// The names that do not exist, in the order given, each once (contract check USERS). Empty input makes no request.
    /// </summary>
    /// <exception cref="ServiceException">
    /// <see cref="ErrorKind.NoSuchUser"/>: a name is illegal by the rules of the service that keeps the users;
    /// <see cref="ErrorKind.UpstreamFailure"/>: that service could not be reached.
    /// </exception>
    ValueTask<IReadOnlyList<UserName>> FindUnknownAsync(IReadOnlyList<UserName> names, CancellationToken cancellation);

    /// <summary>Whether the user that an administrator wants to act as exists.</summary>
    /// <exception cref="ServiceException">As above.</exception>
    ValueTask<bool> ExistsAsync(UserName name, CancellationToken cancellation);
}
