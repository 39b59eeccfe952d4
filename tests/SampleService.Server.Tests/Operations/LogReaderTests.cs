using System.Globalization;
using System.Text.RegularExpressions;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Operations;

/// <summary>The log when the reader of standard output stops, goes away, or reads the last lines of a process.</summary>
public sealed partial class LogReaderTests
{
    private const string LostLines = "sample_service_log_lost_lines_total";
    private const int CallsAtOnce = 40;

    /// <summary>Bytes: what waits, what is being written, and what a pipe and a few records take.</summary>
    private const int MaxKept = (2 << 20) + (256 << 10);

    [Fact]
    public async Task Log_ReaderStopsAndGoesOn_CallsAreAnsweredAndTheGapIsTold()
    {
        var (process, page) = await StartUnreadAsync("Trace");
        await using var server = process;
        using var client = new RpcClient(server.Url);
        var patience = Patience.Token();
        await CallUntilLinesAreLostAsync(client, page, patience);
        // It is not only now and then that one comes through.
        for (var i = 0; i < 5; i++)
            await CallAllAsync(client, patience);

        server.ReadOutput();
        var told = Gap().Match(Assert.Single(await server.LinesWithAsync("[1120]")));

        Assert.True(told.Success);
        Assert.Equal((await page.ReadAsync())[LostLines], double.Parse(told.Groups[1].Value, CultureInfo.InvariantCulture));
        Assert.InRange(server.Output.IndexOf("[1120]", StringComparison.Ordinal), 1 << 20, MaxKept);
        await server.CallLineAsync((await client.CallAsync("SampleService.status")).CallId);
    }

    [Fact]
    public async Task Log_ReaderHasStopped_ProcessEndsAllTheSame()
    {
        var (process, page) = await StartUnreadAsync("Trace");
        await using var server = process;
        using var client = new RpcClient(server.Url);
        var patience = Patience.Token();
        await CallUntilLinesAreLostAsync(client, page, patience);

        Assert.True(await server.StopAsync());
        Assert.Equal(0, server.ExitCode);
    }

    [Fact]
    public async Task Log_ReaderGoesAway_CallsAreAnsweredAndLinesAreCounted()
    {
        var (process, page) = await StartUnreadAsync("Information");
        await using var server = process;
        using var client = new RpcClient(server.Url, SeedTokens.Of(server).Alice);

        server.CloseOutput();

        var (id, _) = await client.SaveAsync(SampleText.Small());
        Assert.Equal(id, (await client.MapAsync("SampleService.get_sample", $$"""{"id":"{{id}}"}""")).Text("id"));
        var patience = Patience.Token();
        while ((await page.ReadAsync())[LostLines] < 2)
            patience.ThrowIfCancellationRequested();
        Assert.True(await server.StopAsync());
        Assert.Equal(0, server.ExitCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Log_ProcessEnds_HasTheLinesOfAllCallsThatWereAnswered(bool crashes)
    {
        var trigger = new CrashTrigger();
        await using var server = await ServerProcess.StartAsync(new ServerOptions { Environment = trigger.Environment });
        using var client = new RpcClient(server.Url);
        var answers = await Task.WhenAll(Enumerable.Range(0, CallsAtOnce).Select(_ => client.CallAsync("SampleService.status")));

        if (crashes)
            trigger.Pull();
        else
            server.Terminate();
        await server.WaitForExitAsync(Patience.Token());

        Assert.Equal(crashes, server.ExitCode != 0);
        var logged = server.Output.Split('\n').Where(line => line.Contains("[1001]", StringComparison.Ordinal)).Select(line => line.Split(" call=")[^1]);
        Assert.Empty(answers.Select(answer => answer.CallId).Except(logged));
    }

    /// <summary>A server whose standard output is not read, and its metrics.</summary>
    private static async Task<(ServerProcess Server, MetricsPage Page)> StartUnreadAsync(string level)
    {
        var metrics = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{LoopbackPort.FindFree()}");
        var server = await ServerProcess.StartAsync(new ServerOptions
        {
            IsOutputLeft = true,
            OutputKept = 16 << 20,
            Environment = new Dictionary<string, string>
            {
                ["Metrics__Urls"] = metrics,
                ["Logging__LogLevel__Default"] = level,
                ["Logging__LogLevel__Microsoft.AspNetCore"] = level,
            },
        });
        return (server, MetricsPage.At(new Uri(metrics)));
    }

    private static async Task CallUntilLinesAreLostAsync(RpcClient client, MetricsPage page, CancellationToken patience)
    {
        while ((await page.ReadAsync())[LostLines] == 0)
            await CallAllAsync(client, patience);
    }

    /// <summary>Each of many calls at once is answered.</summary>
    private static async Task CallAllAsync(RpcClient client, CancellationToken patience)
    {
        var calls = Enumerable.Range(0, CallsAtOnce).Select(_ => client.CallAsync("SampleService.status"));
        Assert.All(await Task.WhenAll(calls).WaitAsync(patience), answer => Assert.NotNull(answer.Result));
    }

    [GeneratedRegex(@"\[1120\] (\d+) log records dropped: the output was not being read$")]
    private static partial Regex Gap();
}
