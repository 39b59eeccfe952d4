using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>Who is at the other end of a Unix socket: the kernel of Linux tells, and the peer has no say in it.</summary>
internal static class PeerCredentials
{
    private const int SolSocket = 1;
    private const int SoPeerCred = 17;

    /// <summary>Three numbers of 32 bits: process, user, group.</summary>
    private const int Length = 12;

    private const uint Root = 0;

    /// <summary>Finds out who it is.</summary>
    /// <param name="socket">The connection; null where the transport does not give it.</param>
    /// <param name="name">By what name root and the user of the server call.</param>
    public static NodePeer Find(Socket? socket, string name)
    {
        if (!OperatingSystem.IsLinux() || socket is null)
            return NodePeer.Unknown("not known on this system");
        Span<byte> credentials = stackalloc byte[Length];
        try
        {
            if (socket.GetRawSocketOption(SolSocket, SoPeerCred, credentials) != Length)
                return NodePeer.Unknown("not of the expected form");
        }
        catch (SocketException e)
        {
            return NodePeer.Unknown(e.SocketErrorCode.ToString());
        }

        var user = Read(credentials[4..]);
        return user == Root || user == EffectiveUser() ? NodePeer.Operator(user, name) : NodePeer.Other(user, Read(credentials[8..]));
    }

    private static uint Read(ReadOnlySpan<byte> number) =>
        BitConverter.IsLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(number) : BinaryPrimitives.ReadUInt32BigEndian(number);

    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint EffectiveUser();
}
