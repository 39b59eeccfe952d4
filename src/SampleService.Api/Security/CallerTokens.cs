using SampleService.JsonRpc;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>Tokens of callers, as the upstream knows them.</summary>
internal sealed class CallerTokens(ITokenService tokens) : ICallerTokens
{
    public string? FindKnown(string token) => tokens.FindKnownOwner(token)?.Value;

    public ValueTask<TokenCheck> CheckAsync(string token, CancellationToken cancellation)
    {
        var owner = tokens.FindOwnerAsync(token, cancellation);
        return owner.IsCompletedSuccessfully ? new(ToCheck(owner.Result)) : AwaitAsync(owner);
    }

    private static async ValueTask<TokenCheck> AwaitAsync(ValueTask<TokenOwner> owner) => ToCheck(await owner);

    private static TokenCheck ToCheck(TokenOwner owner) => new(owner.User?.Value, owner.Reason);
}
