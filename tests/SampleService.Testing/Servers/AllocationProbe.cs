using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SampleService.Testing.Servers;

/// <summary>
/// Tells from within another process how many bytes it has allocated since it began. It gets in there as a start-up hook
/// of .NET, so that the service needs no door for it: a thread of its own answers each connection to a loopback port with
/// that number.
/// </summary>
public sealed class AllocationProbe
{
    private const string PortVariable = "SAMPLE_SERVICE_ALLOCATION_PORT";

    private readonly int _port = LoopbackPort.FindFree();

    /// <summary>The environment of the process to ask.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["DOTNET_STARTUP_HOOKS"] = typeof(AllocationProbe).Assembly.Location,
        [PortVariable] = _port.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Asks the process.</summary>
    public long AllocatedBytes()
    {
        using var client = new TcpClient();
        client.Connect(IPAddress.Loopback, _port);
        using var reader = new BinaryReader(client.GetStream());
        return reader.ReadInt64();
    }

    /// <summary>In a process with the hook: whether it is to be asked.</summary>
    internal static bool IsWanted => System.Environment.GetEnvironmentVariable(PortVariable) is not null;

    /// <summary>In the process that is asked: begins to answer.</summary>
    internal static void Listen()
    {
        var port = System.Environment.GetEnvironmentVariable(PortVariable)!;
        var listener = new TcpListener(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture));
        listener.Start();
        new Thread(() => Answer(listener)) { IsBackground = true, Name = "Allocation probe" }.Start();
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
