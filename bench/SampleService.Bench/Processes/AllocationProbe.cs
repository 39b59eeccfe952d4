using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SampleService.Bench;

/// <summary>
/// Tells from within a process how many bytes it has allocated since it began: a thread of its own answers each
/// connection to a loopback port with that number. It gets into a process as a start-up hook of .NET
/// (<c>DOTNET_STARTUP_HOOKS</c>), so that the service itself needs no door for it.
/// </summary>
internal static class AllocationProbe
{
    public const string PortVariable = "SAMPLE_BENCH_PROBE_PORT";

    public static void ListenIfAsked()
    {
        if (Environment.GetEnvironmentVariable(PortVariable) is not { Length: > 0 } port)
            return;
        var listener = new TcpListener(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture));
        listener.Start();
        new Thread(() => Answer(listener)) { IsBackground = true, Name = "Allocation probe" }.Start();
    }

    /// <summary>Asks a process that listens on this port.</summary>
    public static long Ask(int port)
    {
        using var client = new TcpClient();
        client.Connect(IPAddress.Loopback, port);
        using var reader = new BinaryReader(client.GetStream());
        return reader.ReadInt64();
    }

    private static void Answer(TcpListener listener)
    {
        while (true)
        {
            using var client = listener.AcceptTcpClient();
            using var writer = new BinaryWriter(client.GetStream());
            writer.Write(GC.GetTotalAllocatedBytes(precise: true));
        }
    }
}
