using System.Diagnostics;

namespace SampleService.Testing.Servers;

/// <summary>A command of the server that is ended before it has done its work, in a process of its own.</summary>
public sealed class CommandProcess : IDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource<string> _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task<string> _errors;
    private readonly Task _output;

    private CommandProcess(Process process, Func<string, bool> isAwaited)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
        _output = ReadAsync(isAwaited);
    }

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Starts it.</summary>
    /// <param name="options">The command stands in the arguments; there has to be a data directory.</param>
    /// <param name="isAwaited">Which line of its output <see cref="WaitForLineAsync"/> waits for.</param>
    public static CommandProcess Start(ServerOptions options, Func<string, bool> isAwaited) =>
        new(Process.Start(ServerCommand.Create(options, [], options.DataDirectory!))!, isAwaited);

    /// <summary>Waits for the line, or for the end of the process.</summary>
    /// <returns>Whether the line came.</returns>
    public async Task<bool> WaitForLineAsync() => await Task.WhenAny(_seen.Task, _output) == _seen.Task;

    /// <summary>Ends it at once (SIGKILL), and waits for its end.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to end (SIGTERM), and waits for its end.</summary>
    /// <returns>The exit code, and what it wrote to standard error.</returns>
    public async Task<(int ExitCode, string Error)> StopAsync()
    {
        PosixSignal.SendTerminate(_process);
        await _process.WaitForExitAsync();
        return (_process.ExitCode, await _errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private async Task ReadAsync(Func<string, bool> isAwaited)
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
            if (isAwaited(line))
                _seen.TrySetResult(line);
    }
}
