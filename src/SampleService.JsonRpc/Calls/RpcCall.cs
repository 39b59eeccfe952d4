namespace SampleService.JsonRpc;

/// <summary>One call of a method, as the method sees it.</summary>
/// <param name="Method">The method called.</param>
/// <param name="Peer">Where the call came from.</param>
/// <param name="User">Who calls; null for an anonymous caller.</param>
/// <param name="Token">The caller's valid token; null for an anonymous caller.</param>
/// <param name="Cancellation">Tells that nobody waits for the answer any more.</param>
public readonly record struct RpcCall(
    RpcMethod Method, RpcPeer Peer, string? User, string? Token, CancellationToken Cancellation);
