using SampleService.Domain;

namespace SampleService.Upstream;

/// <summary>Knows which users exist.</summary>
public interface IUserDirectory
{
    /// <summary>
    /// Those of the names that do not exist, in the order given, each once (contract check USERS). Nobody is asked when there are no names.
    /// </summary>
    /// <exception cref="ServiceException">
    /// <see cref="ErrorKind.NoSuchUser"/>: a name is illegal where users are kept;
    /// <see cref="ErrorKind.UpstreamFailure"/>: nobody could be asked.
    /// </exception>
    ValueTask<IReadOnlyList<UserName>> FindUnknownAsync(IReadOnlyList<UserName> names, CancellationToken cancellation);

    /// <summary>Whether the user that an administrator wants to act as exists.</summary>
    /// <exception cref="ServiceException">As above.</exception>
    ValueTask<bool> ExistsAsync(UserName name, CancellationToken cancellation);
}
