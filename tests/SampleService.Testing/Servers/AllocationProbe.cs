using System.Net.Sockets;

namespace SampleService.Testing.Servers;

/// <summary>Tells from within another process how many bytes it has allocated since it began: each connection to a port of it is answered with that number.</summary>
public sealed class AllocationProbe
{
    private const string PortVariable = "SAMPLE_SERVICE_ALLOCATION_PORT";

    private readonly HookPort _port = new(PortVariable);

    /// <summary>The environment of the process to ask.</summary>
    public IReadOnlyDictionary<string, string> Environment => _port.Environment;

    /// <summary>Asks the process.</summary>
    public long AllocatedBytes()
    {
        using var client = _port.Connect();
        using var reader = new BinaryReader(client.GetStream());
        return reader.ReadInt64();
    }

    /// <summary>In the process that may be asked.</summary>
    internal static void ListenIfWanted() => HookPort.ListenIfWanted(PortVariable, Answer);

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
