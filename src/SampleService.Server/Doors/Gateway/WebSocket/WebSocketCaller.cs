using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>Who is at the other end of a WebSocket: judged in the handshake, and again as long as it is open.</summary>
/// <param name="authorization">Judges.</param>
/// <param name="credentials">What was presented in the handshake.</param>
/// <param name="identity">The caller as of the handshake.</param>
internal sealed class WebSocketCaller(GatewayAuthorization authorization, GatewayCredentials credentials, CallerIdentity identity)
{
    /// <summary>The user, who stays the same.</summary>
    public string User { get; } = identity.User!;

    /// <summary>What was presented: connections with the same are judged together.</summary>
    public GatewayCredentials Credentials => credentials;

    /// <summary>Who calls now, or why nobody may any more.</summary>
    /// <param name="isUse">Whether there is a call.</param>
    /// <param name="callId">The id that the log has.</param>
    /// <param name="cancellation">Cancelled when the call is.</param>
    /// <exception cref="Domain.ServiceException">It could not be found out.</exception>
    public ValueTask<GatewayJudgement> JudgeAsync(bool isUse, string callId, CancellationToken cancellation)
    {
        var judged = authorization.JudgeAsync(credentials, isUse, mayMakeAccount: true, callId, cancellation);
        return judged.IsCompletedSuccessfully ? new(OfTheSame(judged.Result)) : AwaitAsync(judged);
    }

    private async ValueTask<GatewayJudgement> AwaitAsync(ValueTask<GatewayJudgement> judged) => OfTheSame(await judged);

    /// <summary>A token that belongs to another user now is not that of this connection.</summary>
    private GatewayJudgement OfTheSame(GatewayJudgement judged) =>
        judged.Identity is { } now && now.User != User ? GatewayRefusal.InvalidToken("The token is another user's now") : judged;
}
