using System.Diagnostics;
using SampleService.Server.Tests.Support;

namespace SampleService.Server.Tests.Node;

/// <summary>Another user of this machine, without rights. To become that user needs root, and the programs setpriv and perl.</summary>
internal static class OtherUser
{
    /// <summary>Of user and group.</summary>
    public const int Id = 65534;

    /// <summary>Sends what it is given, ends its own side, and prints what comes.</summary>
    private const string Ask =
        """my $s = IO::Socket::UNIX->new(Peer => $ARGV[0]) or do { print "refused: $!\n"; exit }; local $/; print $s <STDIN>; $s->flush; $s->shutdown(1); print <$s>;""";

    /// <summary>Opens connections until one is closed at once, and prints how many there are; keeps them until its input ends.</summary>
    private const string Crowd =
        """my @all; while (@all < 1000) { my $s = IO::Socket::UNIX->new(Peer => $ARGV[0]) or last; print $s qq({"jsonrpc":"2.0","method":"Node.status","id":1}\n); $s->flush; defined(<$s>) or last; push @all, $s } $| = 1; print scalar(@all), "\n"; <STDIN>;""";

    /// <summary>Sends text over one connection; gives all that is answered, or why there was no connection.</summary>
    public static async Task<string> AskAsync(string path, string text)
    {
        using var process = Start(Ask, path);
        await process.StandardInput.WriteAsync(text);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync(Patience.Token());
        await process.WaitForExitAsync(Patience.Token());
        Assert.True(process.ExitCode == 0, await error);
        return output;
    }

    /// <summary>Takes all connections that it can get, and keeps them until the process ends.</summary>
    public static async Task<(Process Process, int Connections)> CrowdAsync(string path)
    {
        var process = Start(Crowd, path);
        return (process, int.Parse((await process.StandardOutput.ReadLineAsync(Patience.Token()))!));
    }

    private static Process Start(string program, string path) => Process.Start(new ProcessStartInfo(
        "setpriv", [$"--reuid={Id}", $"--regid={Id}", "--clear-groups", "perl", "-MIO::Socket::UNIX", "-e", program, path])
    {
        WorkingDirectory = "/",
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
