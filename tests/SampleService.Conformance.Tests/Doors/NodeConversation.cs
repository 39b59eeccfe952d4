using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace SampleService.Conformance.Tests.Doors;

/// <summary>What is said over one connection to the Unix socket.</summary>
internal static class NodeConversation
{
    private const string Ask =
        """my $s = IO::Socket::UNIX->new(Peer => $ARGV[0]) or do { print "refused"; exit }; local $/; print $s <STDIN>; $s->flush; $s->shutdown(1); print <$s>;""";

    /// <summary>Sends messages one by one, and gives all that is answered until the server ends the connection; null if it is refused.</summary>
    /// <param name="path">The socket.</param>
    /// <param name="user">The user who asks; null for the one who runs the tests. To become another takes root, setpriv and perl.</param>
    /// <param name="messages">The messages.</param>
    /// <param name="endsItself">Whether the asker says that nothing more comes; else the server has to end the connection.</param>
    public static Task<string?> HaveAsync(string path, int? user, IEnumerable<string> messages, bool endsItself) =>
        user is { } other ? HaveAsOtherAsync(path, other, string.Concat(messages)) : HaveAsync(path, messages, endsItself);

    private static async Task<string?> HaveAsync(string path, IEnumerable<string> messages, bool endsItself)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), patience.Token);
        var answer = new StringBuilder();
        var buffer = new byte[65_536];
        try
        {
            foreach (var message in messages)
                await socket.SendAsync(Encoding.UTF8.GetBytes(message), patience.Token);
            if (endsItself)
                socket.Shutdown(SocketShutdown.Send);
            while (await socket.ReceiveAsync(buffer, patience.Token) is var count and > 0)
                answer.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }
        catch (SocketException)
        {
            // The server has ended the connection before it had read everything.
        }

        return answer.ToString();
    }

    private static async Task<string?> HaveAsOtherAsync(string path, int user, string text)
    {
        var id = user.ToString(CultureInfo.InvariantCulture);
        using var process = Process.Start(new ProcessStartInfo(
            "setpriv", [$"--reuid={id}", $"--regid={id}", "--clear-groups", "perl", "-MIO::Socket::UNIX", "-e", Ask, path])
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        await process.StandardInput.WriteAsync(text);
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output == "refused" ? null : output;
    }
}
