using System.Runtime.InteropServices;
using System.Text;

namespace SampleService.Storage.Sqlite;

/// <summary>
/// Which file a path leads to: device and inode, which .NET does not tell. Symbolic links are followed.
/// </summary>
/// <remarks>On systems other than Linux nothing can be told but whether there is a file.</remarks>
internal readonly record struct FileIdentity(uint Major, uint Minor, ulong Inode)
{
    private const int CurrentDirectory = -100;
    private const uint InodeIsWanted = 0x100;
    private const int NoSuchFile = 2;
    private const int NotADirectory = 20;

    /// <summary>There is no file.</summary>
    public static readonly FileIdentity None;

    private static readonly FileIdentity Some = new(0, 0, 1);

    /// <summary>Looks at a path.</summary>
    /// <param name="path">From <see cref="ToNative"/>.</param>
    /// <param name="identity"><see cref="None"/> if there is no file.</param>
    /// <returns>False if nothing can be told, as of a folder that may no longer be searched.</returns>
    public static bool TryRead(byte[] path, out FileIdentity identity)
    {
        identity = None;
        if (!OperatingSystem.IsLinux())
        {
            if (File.Exists(Encoding.UTF8.GetString(path.AsSpan(..^1))))
                identity = Some;
            return true;
        }

        if (Statx(CurrentDirectory, path, 0, InodeIsWanted, out var status) == 0)
        {
            identity = new FileIdentity(status.Major, status.Minor, status.Inode);
            return true;
        }

        return Marshal.GetLastPInvokeError() is NoSuchFile or NotADirectory;
    }

    /// <summary>A path in the form in which the operating system takes it, made once since it is asked for with every commit.</summary>
    public static byte[] ToNative(string path) => Encoding.UTF8.GetBytes(path + '\0');

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int directory, byte[] path, int flags, uint mask, out Status status);

    /// <summary>Linux' <c>struct statx</c>: the same on every kind of processor.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Status
    {
        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(136)]
        public uint Major;

        [FieldOffset(140)]
        public uint Minor;
    }
}
