using SampleService.Upstream.OpenIdConnect;

namespace SampleService.Grains.Tests.Sessions;

/// <summary>A deployment without issuers: no token has the form of theirs.</summary>
internal sealed class NoWebTokens : IWebTokens
{
    public bool HasForm(string token) => false;

    public ValueTask<WebTokenJudgement> JudgeAsync(string token, bool mayMakeAccount, CancellationToken cancellation) =>
        throw new InvalidOperationException("No token has the form of one of an issuer.");
}
