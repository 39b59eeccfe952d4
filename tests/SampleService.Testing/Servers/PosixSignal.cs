using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SampleService.Testing.Servers;

/// <summary>Signals to a process that this one started.</summary>
internal static class PosixSignal
{
    private const int Terminate = 15;

    /// <summary>Asks a process to stop; where there are no signals it is ended.</summary>
    public static void SendTerminate(Process process)
    {
        if (OperatingSystem.IsWindows())
            process.Kill();
        else if (!process.HasExited)
            _ = Kill(process.Id, Terminate);
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
}
