using SampleService.Domain;
using SampleService.Upstream.Caching;

namespace SampleService.Upstream.KBase;

/// <summary>
/// Owners of KBase tokens; remembered for 5 minutes, at most 2000 (contract section 2.6). Concurrent calls with one
/// token ask once.
/// </summary>
internal sealed class KBaseTokenService(KBaseAuthClient auth, TimeProvider clock) : ITokenService
{
    internal static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    internal const int Capacity = 2000;

    private readonly TokenCache<Known> _known = new(Lifetime, Capacity, clock);
    private readonly SingleFlight<TokenKey, TokenOwner> _asking = new();

    public ValueTask<TokenOwner> FindOwnerAsync(string token, CancellationToken cancellation)
    {
        if (_known.Find(token) is { } known)
            return new(new TokenOwner(known.User, null));
        if (ContractText.IsBlank(token))
            return new(new TokenOwner(null, "Must supply token"));
        // What is no KBase token by its form is nothing to show to the auth service.
        if (!TokenForm.IsSendable(token) || TokenForm.KindOf(token) != TokenKind.KBase)
            return new(new TokenOwner(null, KBaseAuthClient.InvalidToken));
        return new(AskOnceAsync(token, cancellation));
    }

    // Apart from the method above, whose every call would else allocate what is captured here.
    private Task<TokenOwner> AskOnceAsync(string token, CancellationToken cancellation) =>
        _asking.RunAsync(TokenKey.Of(token), key => AskAsync(key, token), cancellation);

    private async Task<TokenOwner> AskAsync(TokenKey key, string token)
    {
        // A flight that ended between the caller's look and this one may have left its answer.
        if (_known.Find(token) is { } known)
            return new TokenOwner(known.User, null);
        var (generation, now) = (_known.Generation, clock.GetTimestamp());
        var owner = await auth.FindOwnerAsync(token, CancellationToken.None).ConfigureAwait(false);
        if (owner.User is { } user)
            _known.Add(key, new Known(user), now, generation);
        return owner;
    }

    private sealed record Known(UserName User);
}
