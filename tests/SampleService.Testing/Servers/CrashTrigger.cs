using System.Net.Sockets;

namespace SampleService.Testing.Servers;

/// <summary>Makes another process crash by an exception that nobody catches, as soon as somebody connects to a port of it.</summary>
public sealed class CrashTrigger
{
    private const string PortVariable = "SAMPLE_SERVICE_CRASH_PORT";

    private readonly HookPort _port = new(PortVariable);

    /// <summary>The environment of the process that is to crash.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>(_port.Environment)
    {
        // No dump of the memory, which would take long.
        ["DOTNET_DbgEnableMiniDump"] = "0",
    };

    /// <summary>Lets the process crash; it is gone a moment later.</summary>
    public void Pull() => _port.Connect().Dispose();

    /// <summary>In the process that may have to crash.</summary>
    internal static void ListenIfWanted() => HookPort.ListenIfWanted(PortVariable, Crash);

    private static void Crash(TcpListener listener)
    {
        listener.AcceptTcpClient().Dispose();
        throw new InvalidOperationException("This process was told to crash.");
    }
}
