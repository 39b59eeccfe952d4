using System.Runtime.InteropServices;

namespace SampleService.Server;

/// <summary>
/// The signal that a process gets which writes beyond the size that its files may have (<c>ulimit -f</c>,
/// <c>LimitFSIZE</c>). It would end the process; ignored, the write fails like one to a full disk.
/// </summary>
internal static class FileSizeSignal
{
    // SIGXFSZ: PosixSignal has no name for it, and takes the number.
    private const PosixSignal ExceedsFileSize = (PosixSignal)25;

    // Kept, since a collected registration stops ignoring the signal.
    private static PosixSignalRegistration? _registration;

    /// <summary>From here on the signal does nothing.</summary>
    public static void Ignore()
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS() || OperatingSystem.IsFreeBSD())
            _registration ??= PosixSignalRegistration.Create(ExceedsFileSize, static signal => signal.Cancel = true);
    }
}
