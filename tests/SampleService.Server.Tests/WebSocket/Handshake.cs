using System.Globalization;

namespace SampleService.Server.Tests.WebSocket;

/// <summary>The request that begins a WebSocket, as text.</summary>
internal static class Handshake
{
    public static string Of(string verb, params string[] headers) => string.Create(
        CultureInfo.InvariantCulture,
        $"{verb} /gateway/ws HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n");
}
