using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Upstream.Standalone;

/// <summary>Stand-alone accounts as the users there are. A disabled account, or a name that can be none, is unknown.</summary>
internal sealed class StandaloneUserDirectory(IAccountStore accounts) : IUserDirectory
{
    public async ValueTask<IReadOnlyList<UserName>> FindUnknownAsync(
        IReadOnlyList<UserName> names, CancellationToken cancellation)
    {
        if (names.Count == 0)
            return [];
        var legal = names.Where(StandaloneUserName.IsLegal).Distinct().ToList();
        var known = await accounts.FindEnabledAsync(legal, cancellation).ConfigureAwait(false);
        return names.Where(name => !known.Contains(name)).Distinct().ToList();
    }

    public async ValueTask<bool> ExistsAsync(UserName name, CancellationToken cancellation) =>
        StandaloneUserName.IsLegal(name)
        && await accounts.FindAsync(name, cancellation).ConfigureAwait(false) is { Disabled: null };
}
