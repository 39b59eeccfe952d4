using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SampleService.Testing.Servers;

/// <summary>Signals to processes that this one started, and to theirs.</summary>
public static class PosixSignal
{
    /// <summary>Ends a process at once.</summary>
    public const int Kill = 9;

    /// <summary>Asks a process to end and drop what it is doing.</summary>
    public const int Quit = 3;

    private const int Terminate = 15;

    // These two are numbered differently by the descendants of BSD.
    public static readonly int Stop = OperatingSystem.IsLinux() ? 19 : 17;
    public static readonly int Continue = OperatingSystem.IsLinux() ? 18 : 19;

    /// <summary>Asks a process to stop; where there are no signals it is ended.</summary>
    public static void SendTerminate(Process process)
    {
        if (OperatingSystem.IsWindows())
            process.Kill();
        else if (!process.HasExited)
            _ = SendRaw(process.Id, Terminate);
    }

    /// <summary>Holds a process still, without its knowledge.</summary>
    public static void SendStop(Process process) => Send(process, Stop);

    /// <summary>Lets a process go on that is held still.</summary>
    public static void SendContinue(Process process) => Send(process, Continue);

    /// <summary>Sends a signal; false if there is no such process.</summary>
    public static bool TrySend(int processId, int signal)
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException("Windows has no signals.");
        return SendRaw(processId, signal) == 0;
    }

    private static void Send(Process process, int signal)
    {
        if (process.HasExited || !TrySend(process.Id, signal))
            throw new InvalidOperationException($"Process {process.Id} is gone.");
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendRaw(int processId, int signal);
}
