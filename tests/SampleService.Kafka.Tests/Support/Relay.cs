using System.Net;
using System.Net.Sockets;
using SampleService.Testing.Servers;

namespace SampleService.Kafka.Tests.Support;

/// <summary>An address for brokers that stays when they are others: what connects to it is connected to the present ones.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly int _port = LoopbackPort.FindFree();
    private readonly CancellationTokenSource _stop = new();
    private TcpListener? _listener;
    private Task _work = Task.CompletedTask;
    private volatile string _target = "";

    /// <summary>The address.</summary>
    public string Address => $"127.0.0.1:{_port}";

    /// <summary>From now on it leads to one of these brokers. Until then nobody listens there.</summary>
    public void LeadTo(KafkaCluster cluster)
    {
        _target = cluster.Servers.Split(',')[0];
        if (_listener is not null)
            return;
        _listener = new TcpListener(IPAddress.Loopback, _port);
        _listener.Start();
        _work = AcceptAsync(_listener);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener?.Dispose();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        while (true)
            _ = PassAsync(await listener.AcceptTcpClientAsync(_stop.Token));
    }

    private async Task PassAsync(TcpClient caller)
    {
        using (caller)
        using (var broker = new TcpClient())
        {
            try
            {
                await broker.ConnectAsync(IPEndPoint.Parse(_target), _stop.Token);
                await Task.WhenAny(
                    caller.GetStream().CopyToAsync(broker.GetStream(), _stop.Token), broker.GetStream().CopyToAsync(caller.GetStream(), _stop.Token));
            }
            catch (SocketException)
            {
                // The caller sees its connection end.
            }
        }
    }
}
