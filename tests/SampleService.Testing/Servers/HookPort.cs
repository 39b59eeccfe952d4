using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SampleService.Testing.Servers;

/// <summary>
/// A loopback port at which something of the tests listens within another process. It gets in there as a start-up hook of .NET,
/// so that the service needs no door for it.
/// </summary>
/// <param name="variable">The environment variable that tells the other process the port.</param>
internal sealed class HookPort(string variable)
{
    private readonly int _port = LoopbackPort.FindFree();

    /// <summary>The environment of the other process.</summary>
    public Dictionary<string, string> Environment => new()
    {
        ["DOTNET_STARTUP_HOOKS"] = typeof(HookPort).Assembly.Location,
        [variable] = _port.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Connects to what listens there.</summary>
    public TcpClient Connect()
    {
        var client = new TcpClient();
        client.Connect(IPAddress.Loopback, _port);
        return client;
    }

    /// <summary>In the other process: listens on a thread of its own, if that was asked for.</summary>
    public static void ListenIfWanted(string variable, Action<TcpListener> serve)
    {
        if (System.Environment.GetEnvironmentVariable(variable) is not { } port)
            return;
        var listener = new TcpListener(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture));
        listener.Start();
        new Thread(() => serve(listener)) { IsBackground = true, Name = variable }.Start();
    }
}
