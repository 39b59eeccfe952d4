using System.Net.Sockets;
using System.Text;
using SampleService.Server.Tests.Support;

namespace SampleService.Server.Tests.WebSocket;

/// <summary>Opens a WebSocket and is quiet from then on: it answers no ping.</summary>
internal static class SilentPeer
{
    /// <summary>Waits until the server drops it, and gives what it has received.</summary>
    public static async Task<string> RunAsync(Uri url, (string Name, string Value) credential)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(url.Host, url.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Handshake.Of("GET", $"{credential.Name}: {credential.Value}")));
        var received = new MemoryStream();
        try
        {
            await client.GetStream().CopyToAsync(received, Patience.Token());
        }
        catch (IOException)
        {
            // It was cut.
        }

        return Encoding.ASCII.GetString(received.ToArray());
    }
}
