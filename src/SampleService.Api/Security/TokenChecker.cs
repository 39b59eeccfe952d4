using SampleService.JsonRpc;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>Shows tokens to the deployment's users' service.</summary>
internal sealed class TokenChecker(ITokenService tokens) : ITokenChecker
{
    public ValueTask<TokenCheck> CheckAsync(string token, CancellationToken cancellation)
    {
        var owner = tokens.FindOwnerAsync(token, cancellation);
        return owner.IsCompletedSuccessfully ? ValueTask.FromResult(ToCheck(owner.Result)) : Await(owner);

        static async ValueTask<TokenCheck> Await(ValueTask<TokenOwner> owner) => ToCheck(await owner);
    }

    private static TokenCheck ToCheck(TokenOwner owner) => new(owner.User?.Value, owner.Reason);
}
