using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SampleService.Cli;

/// <summary>The program that runs while a state is held, on the input, output and error of this one.</summary>
internal sealed class HeldProgram : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Process _process;
    private bool _isDisposed;

    private HeldProgram(Process process) => _process = process;

    /// <exception cref="FailureException">It cannot be started.</exception>
    public static HeldProgram Start(string path, IEnumerable<string> arguments)
    {
        try
        {
            return new HeldProgram(Process.Start(new ProcessStartInfo(path, arguments) { UseShellExecute = false })!);
        }
        catch (Win32Exception e)
        {
            throw new FailureException(ExitCodes.CannotRun, $"{path} cannot be run: {e.Message}");
        }
    }

    /// <summary>Waits for its end; gives its exit code, as shells tell it.</summary>
    public async Task<int> WaitAsync()
    {
        await _process.WaitForExitAsync(CancellationToken.None);
        return _process.ExitCode;
    }

    /// <summary>Hands a signal on, unless the terminal has given it to the program.</summary>
    public void HandOn(PosixSignal signal)
    {
        // What is typed on a terminal reaches all programs that are in front there, and would count twice.
        if (OperatingSystem.IsWindows() || !(signal is PosixSignal.SIGINT or PosixSignal.SIGQUIT && IsInFront()))
            Send(signal);
    }

    /// <summary>Sends a signal; nothing happens when the program has ended.</summary>
    public void Send(PosixSignal signal)
    {
        // Signals come on a thread of their own, and one may come when this is being disposed of.
        lock (_gate)
        {
            if (_isDisposed || _process.HasExited)
                return;
            if (OperatingSystem.IsWindows())
                _process.Kill();
            else
                _ = Kill(_process.Id, Signals.NumberOf(signal));
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _process.Dispose();
        }
    }

    /// <summary>Whether this program has the terminal that its input comes from.</summary>
    private static bool IsInFront() => !Console.IsInputRedirected && ForegroundOf(0) == OwnGroup();

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);

    [DllImport("libc", EntryPoint = "tcgetpgrp")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ForegroundOf(int file);

    [DllImport("libc", EntryPoint = "getpgrp")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OwnGroup();
}
