using System.Net.Sockets;
using System.Text;
using SampleService.Testing.Http;

namespace SampleService.Server.Tests.Abuse;

/// <summary>Many callers at a time who send bytes over connections of their own.</summary>
internal static class Crowd
{
    /// <summary>Each sends the same again and again, as soon as it is answered, until it is told to end.</summary>
    public static Task RepeatAsync(Uri root, int callers, string request, CancellationToken end)
    {
        var bytes = Encoding.Latin1.GetBytes(request);
        return Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(() => RepeatAsync(root, bytes, end), CancellationToken.None)));
    }

    /// <summary>Opens connections that each send something, and nothing more.</summary>
    public static Task<IReadOnlyList<PlainConnection>> OpenAsync(Uri root, int callers, string bytes) => OpenAsync(root, callers, _ => bytes);

    private static async Task<IReadOnlyList<PlainConnection>> OpenAsync(Uri root, int callers, Func<int, string> bytes)
    {
        var connections = new List<PlainConnection>();
        for (var i = 0; i < callers; i++)
        {
            var connection = await PlainConnection.OpenAsync(root);
            connections.Add(connection);
            await connection.SendAsync(bytes(i));
        }

        return connections;
    }

    /// <summary>Each sends something, and nothing more, and stays until it is told to end.</summary>
    public static async Task StayAsync(Uri root, int callers, Func<int, string> bytes, CancellationToken end)
    {
        var connections = await OpenAsync(root, callers, bytes);
        await Task.Delay(Timeout.Infinite, end).ContinueWith(static _ => { }, TaskScheduler.Default);
        foreach (var connection in connections)
            await connection.DisposeAsync();
    }

    private static async Task RepeatAsync(Uri root, byte[] request, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                await using var connection = await PlainConnection.OpenAsync(root, end);
                while (!end.IsCancellationRequested)
                {
                    await connection.SendAsync(request);
                    await connection.ReadAsync();
                }
            }
            catch (Exception e) when (e is SocketException or IOException or FormatException or OperationCanceledException)
            {
                // It was cut off, or waited too long: it comes again.
            }
        }
    }
}
