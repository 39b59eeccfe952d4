using System.Diagnostics;
using System.Net.Sockets;
using SampleService.Testing.Fakes;
using SampleService.Testing.Http;
using SampleService.Testing.Servers;

namespace SampleService.Bench;

/// <summary>
/// get_sample of callers whose tokens are remembered, while the auth service takes every request and answers none: alone, and beside callers with
/// invented tokens, each of whom waits for an answer, and comes with another token a second later.
/// </summary>
internal sealed class GoodputFigures : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly KBaseFakes _fakes;
    private readonly MeasuredProcess _service;
    private readonly FigureOptions _options;
    private readonly LoadClient _client;
    private readonly LoadRequests _requests;
    private readonly List<double> _asked = [];
    private int _tokens;

    private GoodputFigures(KBaseFakes fakes, MeasuredProcess service, FigureOptions options, LoadRequests requests)
    {
        (_fakes, _service, _options, _requests) = (fakes, service, options, requests);
        _client = new LoadClient(service.Url, options.Connections);
    }

    public static async Task RunAsync(FigureOptions options, FigureTable table)
    {
        await using var fakes = await KBaseFakes.StartAsync();
        using var folder = new TemporaryDirectory();
        var file = Path.Combine(folder.Path, "deploy.cfg");
        await File.WriteAllTextAsync(file, DeployConfig.For(fakes).ToString());
        await using var service = await MeasuredProcess.StartAsync(
            url => [ServerAssembly.Locate(), "--urls", url],
            new Dictionary<string, string> { ["KB_DEPLOYMENT_CONFIG"] = file, ["Logging__LogLevel__Default"] = "Error" },
            probe: false);
        using var caller = new RpcCaller(service.Url, "token-user1");
        var requests = await caller.RequestsAsync("get_sample", [$$"""{"id":"{{await caller.CreateSampleAsync()}}"}"""]);
        using var figures = new GoodputFigures(fakes, service, options, requests);
        await figures.MeasureAsync(table);
    }

    public void Dispose() => _client.Dispose();

    private async Task MeasureAsync(FigureTable table)
    {
        _client.RunFor(_options.WarmUpTime, _requests);
        var rates = await Interleaved.MeasureAsync(_options.Rounds, () => BesideAsync(0), () => BesideAsync(300), () => BesideAsync(600));
        foreach (var (i, others) in ((int, int)[])[(1, 300), (2, 600)])
            table.Add(
                $"get_sample beside {others} callers with invented tokens, auth hangs", $"{Interleaved.MedianRatio(rates[i], rates[0]):0.00} of alone", "0.5",
                $"{Interleaved.Median(rates[i]):0} a second of {Interleaved.Median(rates[0]):0}");
        table.Add("requests to the auth service that hangs", $"{Interleaved.Median(_asked):0.0} a second", "5", $"after its first three seconds");
    }

    private async Task<double> BesideAsync(int others)
    {
        using var held = _fakes.Auth.Hold();
        using var end = new CancellationTokenSource();
        var crowd = Task.WhenAll(Enumerable.Range(0, others).Select(_ => Task.Run(() => ComeAgainAsync(end.Token))));
        // What the first callers have to wait for until the service knows that auth hangs is a matter of those.
        await Task.Delay(3 * Pause);
        var (before, watch) = (held.Count, Stopwatch.StartNew());
        var rate = _client.RunFor(_options.LoadTime, _requests).Rate;
        if (others > 0)
            _asked.Add((held.Count - before) / watch.Elapsed.TotalSeconds);
        await end.CancelAsync();
        await crowd;
        return rate;
    }

    private async Task ComeAgainAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                await using var connection = await PlainConnection.OpenAsync(_service.Url, end);
                await connection.SendAsync(LoadRequests.Http(
                    $"INVENTED{Interlocked.Increment(ref _tokens)}", """{"version":"1.1","id":"1","method":"SampleService.get_sample","params":[{}]}"""));
                await connection.ReadAsync().WaitAsync(end);
                await Task.Delay(Pause, end);
            }
            catch (Exception e) when (e is SocketException or IOException or OperationCanceledException)
            {
                // It was cut off, or the figure is taken.
            }
        }
    }
}
