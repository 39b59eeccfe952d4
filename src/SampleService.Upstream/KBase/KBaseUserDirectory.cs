using SampleService.Domain;
using SampleService.Upstream.Caching;

namespace SampleService.Upstream.KBase;

/// <summary>
/// Existence of users in the KBase auth service. Caches 10000 existing users for an hour, and no missing ones (docs/kbase.md).
/// </summary>
internal sealed class KBaseUserDirectory(KBaseAuthClient auth, TimeProvider clock) : IUserDirectory
{
    internal static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(3600);
    internal const int Capacity = 10_000;

    // Many servers refuse request lines of more than about 8000 bytes.
    private const int MaxListLength = 6000;

    private readonly ExpiringCache<UserName, bool> _existing = new(Lifetime, Capacity, clock);

    public ValueTask<IReadOnlyList<UserName>> FindUnknownAsync(
        IReadOnlyList<UserName> names, CancellationToken cancellation)
    {
        for (var i = 0; i < names.Count; i++)
            if (!_existing.TryGet(names[i], out _))
                return FetchUnknownAsync(names, cancellation);
        return new([]);
    }

    public ValueTask<bool> ExistsAsync(UserName name, CancellationToken cancellation)
    {
        if (_existing.TryGet(name, out _))
            return new(true);
        return CannotExist(name) ? new(false) : FetchOneAsync(name, cancellation);
    }

    private async ValueTask<IReadOnlyList<UserName>> FetchUnknownAsync(
        IReadOnlyList<UserName> names, CancellationToken cancellation)
    {
        var unresolved = names.Where(name => !_existing.TryGet(name, out _)).Distinct().ToList();
        var existing = new HashSet<UserName>();
        foreach (var batch in Batches(unresolved.Where(name => !CannotExist(name))))
        {
            try
            {
                existing.UnionWith(await FetchAsync(batch, cancellation).ConfigureAwait(false));
            }
            catch (KBaseAuthException fault)
            {
                throw Failure(fault, "user lookup token for KBase auth server is invalid, cannot continue");
            }
        }

        return unresolved.Where(name => !existing.Contains(name)).ToList();
    }

    private async ValueTask<bool> FetchOneAsync(UserName name, CancellationToken cancellation)
    {
        try
        {
            return (await FetchAsync([name], cancellation).ConfigureAwait(false)).Count > 0;
        }
        catch (KBaseAuthException fault)
        {
            throw Failure(fault, fault.Text);
        }
    }

    private async Task<List<UserName>> FetchAsync(List<UserName> names, CancellationToken cancellation)
    {
        using var wait = auth.Waiting.Begin();
        var now = clock.GetTimestamp();
        var known = await auth.FindExistingAsync(names, cancellation).ConfigureAwait(false);
        var existing = names.Where(name => known.Contains(name.Value)).ToList();
        foreach (var name in existing)
            _existing.Set(name, true, now);
        return existing;
    }

    // The service takes a comma-separated list, and no user name contains a comma.
    private static bool CannotExist(UserName name) => name.Value.Contains(',');

    private static IEnumerable<List<UserName>> Batches(IEnumerable<UserName> names)
    {
        var batch = new List<UserName>();
        var length = 0;
        foreach (var name in names)
        {
            var added = Uri.EscapeDataString(name.Value).Length + 1;
            if (batch.Count > 0 && length + added > MaxListLength)
            {
                yield return batch;
                batch = [];
                length = 0;
            }

            batch.Add(name);
            length += added;
        }

        if (batch.Count > 0)
            yield return batch;
    }

    private static ServiceException Failure(KBaseAuthException fault, string tokenRefused) => fault.Failure switch
    {
        KBaseAuthFailure.IllegalUserName => new(ErrorKind.NoSuchUser, fault.Text, fault),
        KBaseAuthFailure.InvalidToken => new(ErrorKind.UpstreamFailure, tokenRefused, fault),
        _ => new(ErrorKind.UpstreamFailure, fault.Text, fault),
    };
}
