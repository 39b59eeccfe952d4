using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SampleService.Testing.Servers;

/// <summary>
/// Makes another process crash by an exception that nobody catches. It gets in there as a start-up hook of .NET: a thread of its
/// own throws as soon as somebody connects to a loopback port.
/// </summary>
public sealed class CrashTrigger
{
    private const string PortVariable = "SAMPLE_SERVICE_CRASH_PORT";

    private readonly int _port = LoopbackPort.FindFree();

    /// <summary>The environment of the process that is to crash.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["DOTNET_STARTUP_HOOKS"] = typeof(CrashTrigger).Assembly.Location,
        [PortVariable] = _port.ToString(CultureInfo.InvariantCulture),
        // No dump of the memory, which would take long.
        ["DOTNET_DbgEnableMiniDump"] = "0",
    };

    /// <summary>In a process with the hook: whether it is to crash at some time.</summary>
    internal static bool IsWanted => System.Environment.GetEnvironmentVariable(PortVariable) is not null;

    /// <summary>Lets the process crash; it is gone a moment later.</summary>
    public void Pull()
    {
        using var client = new TcpClient();
        client.Connect(IPAddress.Loopback, _port);
    }

    /// <summary>In the process that is to crash: waits for that.</summary>
    internal static void Listen()
    {
        var port = System.Environment.GetEnvironmentVariable(PortVariable)!;
        var listener = new TcpListener(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture));
        listener.Start();
        new Thread(() => Crash(listener)) { IsBackground = true, Name = "Crash trigger" }.Start();
    }

    private static void Crash(TcpListener listener)
    {
        listener.AcceptTcpClient().Dispose();
        throw new InvalidOperationException("This process was told to crash.");
    }
}
