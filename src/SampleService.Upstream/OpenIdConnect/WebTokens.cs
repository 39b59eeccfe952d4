using Microsoft.Extensions.Logging;
using SampleService.Upstream.Caching;

namespace SampleService.Upstream.OpenIdConnect;

/// <summary>
/// Remembers 2000 verified tokens by their hashes, for an hour at most and only as long as the keys of their issuer are the same; their
/// times and accounts are looked at each time.
/// </summary>
internal sealed class WebTokens : IWebTokens, IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    private const int Capacity = 2000;

    private readonly Dictionary<string, WebTokenIssuer> _issuers;
    private readonly TokenCache<VerifiedToken> _verified;
    private readonly IIdentityBinder _users;
    private readonly TimeProvider _clock;

    public WebTokens(OpenIdConnectOptions options, IIdentityBinder users, TimeProvider clock, ILogger<WebTokens> logger)
    {
        (_users, _clock) = (users, clock);
        _verified = new TokenCache<VerifiedToken>(Lifetime, Capacity, clock);
        _issuers = options.Issuers.ToDictionary(
            issuer => issuer.Authority,
            issuer => new WebTokenIssuer(
                issuer, new IssuerKeys(new IssuerClient(issuer, clock, logger), clock, logger), options.ClockSkew, clock),
            StringComparer.Ordinal);
    }

    public bool HasForm(string token) => TokenForm.KindOf(token) == TokenKind.JsonWebToken;

    public ValueTask<WebTokenJudgement> JudgeAsync(string token, bool mayMakeAccount, CancellationToken cancellation) =>
        _verified.Find(token) is { } known && known.Issuer.HasKeysOf(known)
            ? known.Issuer.FindFaultOfTime(known) is { } fault ? Refused(fault) : BindAsync(known, mayMakeAccount, cancellation)
            : VerifyAsync(token, mayMakeAccount, cancellation);

    public void Dispose()
    {
        foreach (var issuer in _issuers.Values)
            issuer.Dispose();
    }

    private async ValueTask<WebTokenJudgement> VerifyAsync(string text, bool mayMakeAccount, CancellationToken cancellation)
    {
        if (!HasForm(text) || WebToken.TryRead(text) is not { } token)
            return new(null, WebTokenRefusals.Unreadable);
        if (token.Issuer is not { } name || !_issuers.TryGetValue(name, out var issuer))
            return new(null, WebTokenRefusals.Issuer);
        var (generation, now) = (_verified.Generation, _clock.GetTimestamp());
        var (verified, refusal) = await issuer.VerifyAsync(token, cancellation).ConfigureAwait(false);
        if (verified is null)
            return new(null, refusal);
        _verified.Set(TokenKey.Of(text), verified, now, generation);
        return await BindAsync(verified, mayMakeAccount, cancellation).ConfigureAwait(false);
    }

    private ValueTask<WebTokenJudgement> BindAsync(VerifiedToken token, bool mayMakeAccount, CancellationToken cancellation)
    {
        var bound = _users.BindAsync(token.Identity, mayMakeAccount, cancellation);
        return bound.IsCompletedSuccessfully ? new(Judge(token, bound.Result)) : AwaitAsync(token, bound);
    }

    private static async ValueTask<WebTokenJudgement> AwaitAsync(VerifiedToken token, ValueTask<BoundUser> bound) =>
        Judge(token, await bound.ConfigureAwait(false));

    private static WebTokenJudgement Judge(VerifiedToken token, BoundUser bound) => bound.Refusal is { } refusal
        ? new(null, refusal)
        : new(new WebTokenOwner(bound.User, token.Right, token.End), null);

    private static ValueTask<WebTokenJudgement> Refused(WebTokenRefusal refusal) => new(new WebTokenJudgement(null, refusal));
}
