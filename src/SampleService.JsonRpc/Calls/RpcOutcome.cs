namespace SampleService.JsonRpc;

/// <summary>How a request ended, for the transport and the log.</summary>
/// <param name="IsError">Whether the answer is an error.</param>
/// <param name="IsBusy">Whether it was refused because of the load, so that trying again later makes sense.</param>
public readonly record struct RpcOutcome(bool IsError, bool IsBusy)
{
    internal static readonly RpcOutcome Success = new(false, false);
    internal static readonly RpcOutcome Error = new(true, false);
    internal static readonly RpcOutcome Busy = new(true, true);
}
