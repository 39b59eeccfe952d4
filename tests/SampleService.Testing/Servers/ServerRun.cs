using System.Diagnostics;

namespace SampleService.Testing.Servers;

/// <summary>A server that ended by itself: what it left.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">All it wrote to standard output.</param>
/// <param name="Error">All it wrote to standard error.</param>
public sealed record ServerRun(int ExitCode, string Output, string Error)
{
    /// <summary>
    /// Runs the server with the arguments of the options and no others, and waits for its end; one that does not end in
    /// time is killed, and an exception tells what it wrote.
    /// </summary>
    public static async Task<ServerRun> ToEndAsync(ServerOptions options, CancellationToken cancellationToken = default)
    {
        using var ownDirectory = options.DataDirectory is null ? new TemporaryDirectory() : null;
        using var process = Process.Start(ServerCommand.Create(options, [], options.DataDirectory ?? ownDirectory!.Path))!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.StartTimeout);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new ServerStartException("the server did not end", await output + await error);
        }

        return new ServerRun(process.ExitCode, await output, await error);
    }
}
