using System.Text.Json;

namespace SampleService.Cli;

/// <summary>Makes calls over a way to the server, and waits for each as long as the user wants.</summary>
internal sealed class RpcClient(ITransport transport, TimeSpan timeout)
{
    /// <summary>Calls a method.</summary>
    public async Task<RpcAnswer> CallAsync(string method, Action<Utf8JsonWriter>? writeParameters, CancellationToken cancellation) =>
        RpcAnswer.Read(await AskAsync(RpcRequest.Write(method, writeParameters), cancellation));

    /// <summary>Sends a message as it is.</summary>
    /// <exception cref="FailureException">There was no answer.</exception>
    public async Task<TransportAnswer> AskAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        try
        {
            return await transport.AskAsync(message, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new FailureException(ExitCodes.Temporary, $"There was no answer within {timeout.TotalSeconds:0} s (--timeout).");
        }
    }
}
