using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using SampleService.Testing.Servers;

namespace SampleService.Kafka.Tests.Support;

/// <summary>Three brokers in a process of their own, whose topics are made when they are asked for, with four partitions.</summary>
internal sealed class KafkaCluster : IAsyncDisposable
{
    private const string PathKey = "SampleService.Kafka.MockCluster.Path";

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    private readonly Process _process;

    private KafkaCluster(Process process, string servers) => (_process, Servers) = (process, servers);

    /// <summary>The brokers, as clients are told of them.</summary>
    public string Servers { get; }

    public static async Task<KafkaCluster> StartAsync()
    {
        var path = typeof(KafkaCluster).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == PathKey).Value!;
        var process = Process.Start(new ProcessStartInfo("dotnet", [path]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var servers = await process.StandardOutput.ReadLineAsync(Patience.Token());
        return new KafkaCluster(process, servers ?? throw new InvalidOperationException("The brokers did not start."));
    }

    /// <summary>Holds all brokers still: connections stay, and nothing is answered.</summary>
    public void Freeze() => PosixSignal.SendStop(_process);

    /// <summary>Lets them go on.</summary>
    public void Thaw() => PosixSignal.SendContinue(_process);

    /// <summary>Lets the brokers refuse the next so many requests to take messages.</summary>
    public async Task RefuseAsync(int requests)
    {
        await _process.StandardInput.WriteLineAsync(requests.ToString(CultureInfo.InvariantCulture));
        Assert.Equal("done", await _process.StandardOutput.ReadLineAsync(Patience.Token()));
    }

    /// <summary>All messages of a topic, partition by partition; none while there is no such topic.</summary>
    public async Task<IReadOnlyList<KafkaMessage>> ReadAsync(string topic)
    {
        using var kcat = Process.Start(new ProcessStartInfo(
            "kcat", ["-C", "-b", Servers, "-t", topic, "-o", "beginning", "-e", "-q", "-f", @"%p %o %K %s\n"])
        { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = kcat.StandardError.ReadToEndAsync(Patience.Token());
        var lines = await kcat.StandardOutput.ReadToEndAsync(Patience.Token());
        await kcat.WaitForExitAsync(Patience.Token());
        if (kcat.ExitCode != 0)
        {
            Assert.Contains("Unknown topic or partition", await errors);
            return [];
        }

        return
        [
            .. from line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)
               let parts = line.Split(' ', 4)
               let message = new KafkaMessage(int.Parse(parts[0]), long.Parse(parts[1]), parts[2] != "-1", parts[3])
               orderby message.Partition, message.Offset
               select message,
        ];
    }

    /// <summary>The messages of a topic when there are so many.</summary>
    public async Task<IReadOnlyList<KafkaMessage>> WaitForAsync(string topic, int count)
    {
        var patience = Patience.Token();
        while (true)
        {
            var messages = await ReadAsync(topic);
            if (messages.Count >= count)
                return messages;
            Assert.False(patience.IsCancellationRequested, $"{messages.Count} of {count} messages came");
            await Task.Delay(PollInterval, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
