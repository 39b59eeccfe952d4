using System.Diagnostics;
using System.Globalization;
using SampleService.Testing.Servers;

namespace SampleService.Bench;

/// <summary>A server in a process of its own, that answers on a loopback port. What it writes goes to a file.</summary>
internal sealed class MeasuredProcess : IAsyncDisposable
{
    /// <summary>A server that does nothing takes less of a processor.</summary>
    private const double IdlePart = 0.05;

    private static readonly TimeSpan MaxStart = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan MaxSettleTime = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly TemporaryDirectory _folder;
    private readonly AllocationProbe? _probe;

    private MeasuredProcess(Process process, TemporaryDirectory folder, Uri url, AllocationProbe? probe)
    {
        _process = process;
        _folder = folder;
        _probe = probe;
        Url = url;
    }

    public Uri Url { get; }

    /// <summary>A folder that goes away with the process; its working directory.</summary>
    public string Folder => _folder.Path;

    /// <summary>From the start of the process until it answered a request.</summary>
    public TimeSpan StartTime { get; private set; }

    /// <summary>Bytes it has allocated on its heap since it began.</summary>
    public long AllocatedBytes => _probe!.AllocatedBytes();

    /// <summary>What it has used of the processors since it began.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Bytes of memory it has now, those of shared libraries among them.</summary>
    public long ResidentBytes => ReadStatus("VmRSS:");

    /// <summary>The most it has had since it began, or since <see cref="ForgetPeak"/>.</summary>
    public long PeakResidentBytes => ReadStatus("VmHWM:");

    /// <summary>Waits until servers have done in the background what calls left them to do: they have been idle for a second.</summary>
    /// <exception cref="TimeoutException">They are still at work after two minutes.</exception>
    public static async Task SettleAsync(params MeasuredProcess[] servers)
    {
        for (var watch = Stopwatch.StartNew(); servers.Length > 0;)
        {
            var before = Total();
            await Task.Delay(IdleTime);
            if (Total() - before < IdlePart * servers.Length * IdleTime)
                return;
            if (watch.Elapsed > MaxSettleTime)
                throw new TimeoutException($"The servers are still at work after {MaxSettleTime}.");
        }

        TimeSpan Total() => servers.Aggregate(TimeSpan.Zero, static (sum, server) => sum + server.ProcessorTime);
    }

    /// <summary>Takes the memory that it has now for the most it has had.</summary>
    public void ForgetPeak() => File.WriteAllText($"/proc/{_process.Id}/clear_refs", "5");

    /// <summary>Starts <c>dotnet</c> with these arguments and waits until it answers.</summary>
    /// <param name="arguments">The arguments, given the URL to listen on.</param>
    /// <param name="environment">Settings.</param>
    /// <param name="probe">Whether <see cref="AllocatedBytes"/> is wanted.</param>
    public static async Task<MeasuredProcess> StartAsync(
        Func<string, string[]> arguments, IReadOnlyDictionary<string, string> environment, bool probe)
    {
        var folder = new TemporaryDirectory();
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{LoopbackPort.FindFree()}");
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec dotnet \"$@\" >log 2>&1", "sh", .. arguments(url)])
        {
            WorkingDirectory = folder.Path,
        };
        var allocations = probe ? new AllocationProbe() : null;
        foreach (var (name, value) in environment.Concat(allocations?.Environment ?? new Dictionary<string, string>()))
            start.Environment[name] = value;

        var watch = Stopwatch.StartNew();
        var server = new MeasuredProcess(Process.Start(start)!, folder, new Uri(url), allocations);
        try
        {
            await server.WaitUntilItAnswersAsync(watch);
            server.StartTime = watch.Elapsed;
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends it a signal, named as for <c>kill</c>.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [name, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Dispose();
    }

    private async Task WaitUntilItAnswersAsync(Stopwatch watch)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = Url };
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync("/health/ready");
                answer.EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException) when (!_process.HasExited && watch.Elapsed < MaxStart)
            {
                // The server does not listen yet, or has not started.
                await Task.Delay(2);
            }
            catch (HttpRequestException e)
            {
                throw new LoadException($"{e.Message}\n{await File.ReadAllTextAsync(Path.Combine(Folder, "log"))}");
            }
        }
    }

    private long ReadStatus(string name)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(text => text.StartsWith(name, StringComparison.Ordinal));
        return 1024 * long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }
}
