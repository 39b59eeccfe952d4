using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SampleService.Testing.Servers;

/// <summary>Signals to a process that this one started.</summary>
internal static class PosixSignal
{
    private const int Terminate = 15;

    // These two are numbered differently by the descendants of BSD.
    private static readonly int Stop = OperatingSystem.IsLinux() ? 19 : 17;
    private static readonly int Continue = OperatingSystem.IsLinux() ? 18 : 19;

    /// <summary>Asks a process to stop; where there are no signals it is ended.</summary>
    public static void SendTerminate(Process process)
    {
        if (OperatingSystem.IsWindows())
            process.Kill();
        else if (!process.HasExited)
            _ = Kill(process.Id, Terminate);
    }

    /// <summary>Holds a process still, without its knowledge.</summary>
    public static void SendStop(Process process) => Send(process, Stop);

    /// <summary>Lets a process go on that is held still.</summary>
    public static void SendContinue(Process process) => Send(process, Continue);

    private static void Send(Process process, int signal)
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException("Windows does not hold processes still.");
        if (process.HasExited || Kill(process.Id, signal) != 0)
            throw new InvalidOperationException($"Process {process.Id} is gone.");
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
}
