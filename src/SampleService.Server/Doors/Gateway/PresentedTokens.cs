using Microsoft.Extensions.Options;
using SampleService.JsonRpc;
using SampleService.Upstream;
using SampleService.Upstream.OpenIdConnect;

namespace SampleService.Server;

/// <summary>
/// Judges the tokens that callers of the gateway door present. The form of a token tells who issued it, and it is shown to nobody else.
/// </summary>
internal sealed class PresentedTokens(ITokenService tokens, IWebTokens webTokens, IOptions<UpstreamOptions> upstream)
{
    private readonly TokenKind _ownKind = upstream.Value.EffectiveMode == UpstreamMode.KBase ? TokenKind.KBase : TokenKind.Standalone;

    /// <summary>Whose token it is, or why it is refused. Completes at once for a token that is remembered.</summary>
    /// <exception cref="Domain.ServiceException">The issuer could not be asked.</exception>
    public ValueTask<GatewayJudgement> JudgeAsync(string? token, CancellationToken cancellation) =>
        JudgeAsync(token, mayMakeAccount: true, cancellation);

    /// <summary>The same.</summary>
    /// <param name="token">The token.</param>
    /// <param name="mayMakeAccount">Whether the first token of a user of an issuer makes an account, as it does where the request is not refused.</param>
    /// <param name="cancellation">Cancelled when the caller has gone.</param>
    public ValueTask<GatewayJudgement> JudgeAsync(string? token, bool mayMakeAccount, CancellationToken cancellation)
    {
        if (token is null)
            return new(GatewayRefusal.InvalidScheme);
        if (webTokens.HasForm(token))
            return JudgeWebTokenAsync(token, mayMakeAccount, cancellation);
        if (TokenForm.KindOf(token) != _ownKind)
            return new(GatewayRefusal.InvalidToken("The token is of a kind that this deployment does not take"));
        if (tokens.FindKnownOwner(token) is { } known)
            return new(new CallerIdentity(known.Value) { Token = token });
        return AskAsync(token, cancellation);
    }

    private async ValueTask<GatewayJudgement> AskAsync(string token, CancellationToken cancellation)
    {
        var owner = await tokens.FindOwnerAsync(token, cancellation);
        return owner.User is { } user
            ? new CallerIdentity(user.Value) { Token = token }
            : GatewayRefusal.InvalidToken($"The token is not valid: {owner.Reason}");
    }

    /// <summary>Its rights are in the token; no other service is asked with it.</summary>
    private async ValueTask<GatewayJudgement> JudgeWebTokenAsync(string token, bool mayMakeAccount, CancellationToken cancellation)
    {
        var judgement = await webTokens.JudgeAsync(token, mayMakeAccount, cancellation);
        if (judgement.Owner is not { } owner)
            return GatewayRefusal.Of(judgement.Refusal!);
        return new CallerIdentity(owner.User.Value)
        {
            Token = token,
            Right = RightOf(owner.Right),
            TokenExpires = DateTimeOffset.FromUnixTimeMilliseconds(owner.Expires.Milliseconds),
        };
    }

    private static CallerRight RightOf(AdministratorRight right) => right switch
    {
        AdministratorRight.Full => CallerRight.Full,
        AdministratorRight.Read => CallerRight.Read,
        _ => CallerRight.None,
    };
}
