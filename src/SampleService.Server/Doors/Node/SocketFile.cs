using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace SampleService.Server;

/// <summary>Tells sockets from other files. .NET does not: to it, both are files without a length.</summary>
internal static class SocketFile
{
    private const int CurrentDirectory = -100;
    private const int NoFollow = 0x100;
    private const uint TypeAndMode = 0x3;

    /// <summary>Of the structure that <c>statx</c> fills, which is the same on all processors.</summary>
    private const int Length = 256;

    private const int ModeAt = 28;
    private const int TypeMask = 0xF000;
    private const int Socket = 0xC000;

    /// <summary>Whether there is a socket. On systems other than Linux: a file without a length.</summary>
    public static bool IsSocket(string path)
    {
        if (!OperatingSystem.IsLinux())
            return !Directory.Exists(path) && new FileInfo(path) is { Exists: true, Length: 0 };
        var status = new byte[Length];
        if (StatX(CurrentDirectory, path, NoFollow, TypeAndMode, status) != 0)
            return false;
        var mode = BitConverter.IsLittleEndian
            ? BinaryPrimitives.ReadUInt16LittleEndian(status.AsSpan(ModeAt))
            : BinaryPrimitives.ReadUInt16BigEndian(status.AsSpan(ModeAt));
        return (mode & TypeMask) == Socket;
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int StatX(int directory, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, byte[] status);
}
