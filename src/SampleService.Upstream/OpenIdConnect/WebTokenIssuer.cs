using SampleService.Domain;

namespace SampleService.Upstream.OpenIdConnect;

/// <summary>Verifies the tokens of one issuer.</summary>
internal sealed class WebTokenIssuer(OpenIdConnectIssuer issuer, IssuerKeys keys, TimeSpan clockSkew, TimeProvider clock) : IDisposable
{
    private readonly WebTokenClaims _claims = new(issuer);

    /// <summary>Whether the issuer still publishes the keys that the token was verified with, as far as is known.</summary>
    public bool HasKeysOf(VerifiedToken token) => ReferenceEquals(keys.FindFresh(), token.Keys);

    /// <summary>Checks all of a token but whose account it is for: the first fault in the order of docs/issuers.md.</summary>
    /// <exception cref="ServiceException">As <see cref="IWebTokens.JudgeAsync"/>.</exception>
    public async ValueTask<Verification> VerifyAsync(WebToken token, CancellationToken cancellation)
    {
        if (await FindSigningKeysAsync(token, cancellation).ConfigureAwait(false) is not { } signingKeys)
            return WebTokenRefusals.Signature;
        var (notBefore, expires) = (token.Claim("nbf"), token.Claim("exp"));
        if (notBefore is not null && notBefore.Value.Seconds() is null)
            return WebTokenRefusals.NotYetValid;
        var verified = new VerifiedToken(this, signingKeys, notBefore?.Seconds() ?? double.NegativeInfinity, expires?.Seconds());
        if (FindFaultOfTime(verified) is { } fault)
            return fault;
        if (!_claims.IsAudience(token))
            return WebTokenRefusals.Audience;
        return _claims.FindIdentity(token) is { } identity
            ? verified with { Identity = identity, Right = _claims.FindRight(token) }
            : WebTokenRefusals.User;
    }

    /// <summary>What is wrong with a token at this moment; null if nothing is.</summary>
    public WebTokenRefusal? FindFaultOfTime(VerifiedToken token)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
        return now + clockSkew.TotalSeconds < token.NotBefore ? WebTokenRefusals.NotYetValid
            : token.Expires is not { } expires ? WebTokenRefusals.NoEnd
            : now >= expires + clockSkew.TotalSeconds ? WebTokenRefusals.Expired
            : null;
    }

    public void Dispose() => keys.Dispose();

    /// <summary>The keys as they were when one of them was found to have signed the token; null if none did.</summary>
    private async ValueTask<IssuerKeySet?> FindSigningKeysAsync(WebToken token, CancellationToken cancellation)
    {
        if (token.AsksForMore || !IssuerKeySet.IsAccepted(token.Algorithm))
            return null;
        var known = await keys.GetAsync(cancellation).ConfigureAwait(false);
        if (known.HasSigned(token))
            return known;
        // A signature that does not fit the key of its name is wrong. Without the key, or without a name, there may be a newer key.
        if (token.KeyId is { } id && known.Has(id))
            return null;
        var newer = await keys.FindAsync(found => found.HasSigned(token), cancellation).ConfigureAwait(false);
        return newer.HasSigned(token) ? newer : null;
    }
}

/// <summary>A token whose signature and claims are good.</summary>
/// <param name="Issuer">Its issuer.</param>
/// <param name="Keys">The keys with which it was verified.</param>
/// <param name="NotBefore">The claim <c>nbf</c>, in seconds since 1970.</param>
/// <param name="Expires">The claim <c>exp</c>, in seconds since 1970; null if there is none.</param>
internal sealed record VerifiedToken(WebTokenIssuer Issuer, IssuerKeySet Keys, double NotBefore, double? Expires)
{
    public IssuerIdentity Identity { get; init; }

    public AdministratorRight Right { get; init; }

    /// <summary>The end, within the times that a timestamp can be.</summary>
    public Timestamp End => new((long)Math.Clamp(Expires!.Value * 1000, Timestamp.Earliest.Milliseconds, Timestamp.Latest.Milliseconds));
}

/// <summary>What a check of a token has found; one of the two is null.</summary>
internal readonly record struct Verification(VerifiedToken? Token, WebTokenRefusal? Refusal)
{
    public static implicit operator Verification(WebTokenRefusal refusal) => new(null, refusal);

    public static implicit operator Verification(VerifiedToken token) => new(token, null);
}
