using System.Net.Sockets;
using System.Text;

namespace SampleService.Server.Tests.Abuse;

/// <summary>
/// Asks again and again whether a server is live, over new connections as probes do, and counts what is answered in time. It has a thread of its own, so
/// that it does not wait for what the test does meanwhile.
/// </summary>
internal sealed class HealthWatch : IDisposable
{
    /// <summary>Probes usually wait for a second; this machine has the abuse itself to make, and other tests beside it.</summary>
    private const int LongestMilliseconds = 5000;

    private const int PauseMilliseconds = 25;
    private const int Some = 50;

    /// <summary>The machine may have other things to do.</summary>
    private const int MaxMissed = 2;

    private static readonly byte[] Request = "GET /health/live HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n"u8.ToArray();

    private readonly Uri _root;
    private readonly Thread _thread;
    private volatile bool _isEnding;
    private int _asked;
    private int _answered;

    public HealthWatch(Uri root)
    {
        _root = root;
        _thread = new Thread(Watch) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Is set once it has asked some times.</summary>
    private TaskCompletionSource HasAsked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>While the abuse goes on, for a while, it is said in time that the server is live.</summary>
    public static async Task AssertLiveAsync(Uri root, Func<CancellationToken, Task> abuse)
    {
        using var end = new CancellationTokenSource();
        var abused = abuse(end.Token);
        var health = new HealthWatch(root);
        await health.HasAsked.Task;
        health.AssertLive();
        await end.CancelAsync();
        await abused;
    }

    /// <summary>Ends, after it was answered in time nine times of ten at least, or all but two times.</summary>
    public void AssertLive()
    {
        Dispose();
        Assert.True(_asked - _answered <= Math.Max(MaxMissed, _asked / 10), $"{_answered} of {_asked} times it was said in time that the service is live");
    }

    public void Dispose()
    {
        _isEnding = true;
        _thread.Join();
    }

    private void Watch()
    {
        while (!_isEnding)
        {
            if (IsAnswered())
                _answered++;
            if (++_asked == Some)
                HasAsked.SetResult();
            Thread.Sleep(PauseMilliseconds);
        }
    }

    private bool IsAnswered()
    {
        using var client = new TcpClient { ReceiveTimeout = LongestMilliseconds };
        try
        {
            var began = Environment.TickCount64;
            if (!client.ConnectAsync(_root.Host, _root.Port).Wait(LongestMilliseconds))
                return false;
            var stream = client.GetStream();
            stream.Write(Request);
            using var reader = new StreamReader(stream, Encoding.ASCII);
            return reader.ReadLine() == "HTTP/1.1 200 OK" && Environment.TickCount64 - began <= LongestMilliseconds;
        }
        catch (Exception e) when (e is IOException or SocketException or AggregateException)
        {
            return false;
        }
    }
}
