using System.Diagnostics;
using System.Globalization;
using SampleService.Testing.Http;
using SampleService.Testing.Json;

namespace SampleService.Testing.Servers;

/// <summary>The real server in a process of its own, on a free loopback port, ready to be called.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private const int PortAttempts = 3;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(15);

    private readonly Process _process;
    private readonly ServerOutput _output;
    private readonly TemporaryDirectory? _ownDirectory;

    private ServerProcess(Process process, ServerOutput output, Uri url, string dataDirectory, TemporaryDirectory? ownDirectory)
    {
        _process = process;
        _output = output;
        _ownDirectory = ownDirectory;
        Url = url;
        DataDirectory = dataDirectory;
    }

    public Uri Url { get; }

    public string DataDirectory { get; }

    public int ProcessId => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>The exit code of a process that has exited.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>The last part of what the server wrote to its standard output and error.</summary>
    public string Output => _output.ToString();

    /// <summary>Starts a server and waits until it has started.</summary>
    public static async Task<ServerProcess> StartAsync(ServerOptions options, CancellationToken cancellationToken = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            var server = Launch(options);
            try
            {
                await server.WaitUntilReadyAsync(options.StartTimeout, cancellationToken);
                return server;
            }
            catch (ServerStartException e) when (attempt < PortAttempts && e.Output.Contains("address already in use", StringComparison.OrdinalIgnoreCase))
            {
                // Somebody took the port between our look and the server's start.
                await server.DisposeAsync();
            }
            catch
            {
                await server.DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>Starts a server that is not to answer, or not yet.</summary>
    public static ServerProcess Begin(ServerOptions options) => Launch(options);

    /// <summary>Waits until the server has written a line with this text to its standard output or error.</summary>
    public Task WaitForOutputAsync(string text, CancellationToken cancellationToken) =>
        _output.WaitForAsync(text).WaitAsync(cancellationToken);

    /// <summary>Begins to read standard output that was left alone (<see cref="ServerOptions.IsOutputLeft"/>).</summary>
    public void ReadOutput() => _process.BeginOutputReadLine();

    /// <summary>Closes the reading end of standard output that was left alone: what the server writes to it is refused.</summary>
    public void CloseOutput() => _process.StandardOutput.Dispose();

    /// <summary>Asks the server to stop, and does not wait for it.</summary>
    public void Terminate() => PosixSignal.SendTerminate(_process);

    /// <summary>Asks the server to stop and, after a bound, ends it; false when it had to be ended.</summary>
    public async Task<bool> StopAsync(TimeSpan? timeout = null)
    {
        if (_process.HasExited)
            return true;
        PosixSignal.SendTerminate(_process);
        using var limit = new CancellationTokenSource(timeout ?? StopTimeout);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
            return false;
        }
    }

    /// <summary>Ends the process at once, as a crash or a power cut would.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    /// <summary>Holds the process still, as a machine that is short of memory does: its connections stay, and nothing moves.</summary>
    public void Freeze() => PosixSignal.SendStop(_process);

    /// <summary>Lets a frozen process go on, which does not know that time has passed.</summary>
    public void Thaw() => PosixSignal.SendContinue(_process);

    /// <summary>Lets no file of the process grow beyond so many bytes, as a full disk does; null for any size. Linux only.</summary>
    public void LimitFileSize(long? bytes) => ProcessLimits.LimitFileSize(_process.Id, bytes);

    /// <summary>The TCP ports on which the process listens, in order. Linux only.</summary>
    public int[] FindListeningPorts() => ProcessStatus.ListeningPorts(_process.Id);

    /// <summary>The memory in bytes that the process has in use. Linux only.</summary>
    public long FindMemory() => ProcessStatus.Memory(_process.Id);

    /// <summary>The most memory in bytes that the process has had in use at a time. Linux only.</summary>
    public long FindPeakMemory() => ProcessStatus.PeakMemory(_process.Id);

    public Task WaitForExitAsync(CancellationToken cancellationToken = default) => _process.WaitForExitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
        _ownDirectory?.Dispose();
    }

    private static ServerProcess Launch(ServerOptions options)
    {
        var ownDirectory = options.DataDirectory is null ? new TemporaryDirectory() : null;
        var dataDirectory = options.DataDirectory ?? ownDirectory!.Path;
        var url = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{LoopbackPort.FindFree()}"));
        var listen = string.Create(CultureInfo.InvariantCulture, $"http://{options.ListenAddress}:{url.Port}");
        var start = ServerCommand.Create(options, ["--urls", listen], dataDirectory);
        var output = new ServerOutput(options.OutputKept);
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => output.Add(line.Data);
        process.ErrorDataReceived += (_, line) => output.Add(line.Data);
        process.Start();
        if (!options.IsOutputLeft)
            process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new ServerProcess(process, output, url, dataDirectory, ownDirectory);
    }

    private async Task WaitUntilReadyAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var client = new PlainHttpClient(Url, TimeSpan.FromSeconds(5));
        var clock = Stopwatch.StartNew();
        while (true)
        {
            // It listens before it has started, and says so.
            var answer = await client.SendAsync("GET", "/health/ready", [], null, cancellationToken);
            if (answer is not null && JsonText.TryParse(answer.Body, out var body) && body is JsonMap map && map.Text("status") is not (null or "starting"))
                return;
            if (_process.HasExited)
            {
                // Waits for the end of the output as well.
                await _process.WaitForExitAsync(cancellationToken);
                throw new ServerStartException($"the server ended with exit code {_process.ExitCode}", Output);
            }

            if (clock.Elapsed > timeout)
                throw new ServerStartException($"the server did not answer within {timeout}", Output);
            await Task.Delay(PollInterval, cancellationToken);
        }
    }
}
