using System.ComponentModel;
using System.Runtime.InteropServices;

namespace SampleService.Testing.Servers;

/// <summary>Limits of a running process of this user.</summary>
internal static class ProcessLimits
{
    private const int FileSize = 1;
    private const ulong Unlimited = ulong.MaxValue;

    /// <summary>Lets no file of a process grow beyond so many bytes; null for any size.</summary>
    public static void LimitFileSize(int processId, long? bytes)
    {
        // The hard limit stays, so that the other can be raised again.
        var limit = new Limit { Soft = bytes is { } most ? (ulong)most : Unlimited, Hard = Unlimited };
        if (Set(processId, FileSize, in limit, 0) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    [DllImport("libc", EntryPoint = "prlimit", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Set(int processId, int resource, in Limit limit, nint old);

    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public ulong Soft;
        public ulong Hard;
    }
}
