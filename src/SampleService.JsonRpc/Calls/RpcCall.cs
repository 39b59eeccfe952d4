namespace SampleService.JsonRpc;

/// <summary>One call of a method, as the method sees it.</summary>
/// <param name="Method">The method called.</param>
/// <param name="Request">Where the call came from.</param>
/// <param name="User">The caller; null if anonymous.</param>
/// <param name="Token">The caller's valid token; null if anonymous.</param>
/// <param name="Cancellation">Cancelled when the caller has gone.</param>
public readonly record struct RpcCall(
    RpcMethod Method, RpcRequestInfo Request, string? User, string? Token, CancellationToken Cancellation);
