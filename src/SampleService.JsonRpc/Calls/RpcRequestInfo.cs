namespace SampleService.JsonRpc;

/// <summary>Where a request came from.</summary>
/// <param name="Authorization">The value of its Authorization header; null when there was none.</param>
/// <param name="Address">The caller's address as logs name it; callers can forge it.</param>
/// <param name="Origin">Where the connection itself came from.</param>
/// <param name="CallId">The id under which the log has the call.</param>
/// <param name="Arrived">When it came, as a timestamp of the clock.</param>
public readonly record struct RpcPeer(string? Authorization, string Address, RpcOrigin Origin, string CallId, long Arrived);
