using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using SampleService.Server.Tests.Envelope;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Http;
using Xunit.Abstractions;

namespace SampleService.Server.Tests.Hostile;

/// <summary>
/// Thousands of broken, hostile and huge requests at once. Every answer is the contract's, nothing hangs, memory stays bounded,
/// nothing of the inside is shown; and afterwards the server is as good as before.
/// </summary>
/// <remarks>
/// The environment variable <c>SAMPLE_SERVICE_HOSTILE_REQUESTS</c> says how many (5000), <c>SAMPLE_SERVICE_HOSTILE_SEED</c> with
/// which seed they are made. A request at fault is shown with its own seed, from which
/// <see cref="HostileRequests.Make"/> makes it again.
/// </remarks>
public sealed partial class HostileTests(HostileServer server, ITestOutputHelper output) : IClassFixture<HostileServer>
{
    private const int DefaultRequests = 5_000;
    private const int DefaultSeed = 20_260_101;
    private const int Callers = 16;
    private const int StalledCallers = 8;

    /// <summary>Callers that hold room for bodies they never finish; what they leave is too little for all others.</summary>
    private const int Hoarders = 6;

    /// <summary>Room is taken in powers of two; this is what the largest body takes.</summary>
    private const int MaxRoom = 524_288;

    private const int MaxFaultsShown = 20;

    /// <summary>What many of the requests are made to be answered with.</summary>
    private static readonly string[] CommonErrors = ["-32700", "-32600", "-32601", "-32602", "-32000", "20000", "30000", "30001"];

    /// <summary>
    /// What the process may have needed at most: what it needs after its start, what it remembers of samples, which ends at some
    /// 500 MB, and 4.2 MB of bytes in flight.
    /// </summary>
    private const long MaxPeak = 750_000_000;

    /// <summary>A valid one: others may send no long bodies.</summary>
    private string ValidToken => $"Authorization: {server.World.Token}\r\n";

    [Fact]
    public async Task ManyHostileRequests_AtOnce_AreAnsweredByTheContractAndTheServerStaysWell()
    {
        var count = Number("SAMPLE_SERVICE_HOSTILE_REQUESTS") ?? DefaultRequests;
        var run = Number("SAMPLE_SERVICE_HOSTILE_SEED") ?? DefaultSeed;
        var clock = Stopwatch.StartNew();
        var stalled = Enumerable.Range(0, StalledCallers).Select(_ => StallAsync()).ToArray();
        var hoarders = await Task.WhenAll(Enumerable.Range(0, Hoarders).Select(_ => HoardAsync()));
        var faults = new ConcurrentQueue<string>();
        var outcomes = new ConcurrentDictionary<string, int>();
        var next = -1;

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(SendManyAsync)));
        var stalledStatuses = await Task.WhenAll(stalled);
        clock.Stop();
        foreach (var hoarder in hoarders)
            hoarder.Reset();

        var peak = PeakMemory();
        output.WriteLine(Invariant(
            $"{count} requests, seed {run}, {clock.Elapsed.TotalSeconds:0.0} s, peak memory {peak / 1e6:0} MB, {faults.Count} at fault: ")
            + string.Join(", ", outcomes.OrderByDescending(o => o.Value).Select(o => Invariant($"{o.Value} {o.Key}"))));
        Assert.True(faults.IsEmpty, string.Join('\n', faults.Take(MaxFaultsShown)));
        Assert.All(stalledStatuses, status => Assert.Equal(408, status));
        Assert.False(server.Process.HasExited);
        AssertLogHasNoFaults();
        // What is refused as busy tells nothing of the rest, so that has to be the rest.
        Assert.InRange(outcomes.GetValueOrDefault("busy"), 0, count / 5);
        Assert.InRange(outcomes.GetValueOrDefault("result"), count / 100, count / 2);
        Assert.All(CommonErrors, error => Assert.InRange(outcomes.GetValueOrDefault(error), count / 200, count / 2));
        Assert.InRange(peak, 1, MaxPeak);
        await AssertServesWellAsync();

        async Task SendManyAsync()
        {
            await using var caller = new HostileCaller(server.Process.Url, server.World);
            for (int i; (i = Interlocked.Increment(ref next)) < count && faults.Count < MaxFaultsShown;)
            {
                var seed = Draw.SeedOf(run, i);
                var request = HostileRequests.Make(seed, server.World);
                var (fault, outcome) = await caller.CallAsync(request);
                outcomes.AddOrUpdate(outcome, 1, (_, seen) => seen + 1);
                if (fault is not null)
                    faults.Enqueue(Invariant($"seed {seed}: {fault}; outcome {outcome}; {request}"));
            }
        }
    }

    [Fact]
    public void Requests_SameSeed_AreTheSame()
    {
        for (var i = 0; i < 200; i++)
        {
            var (first, second) = (HostileRequests.Make(i, server.World), HostileRequests.Make(i, server.World));
            Assert.Equal(first.Pieces, second.Pieces);
            Assert.Equal((first.Kind, first.Ending, first.Code), (second.Kind, second.Ending, second.Code));
        }
    }

    private static int? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    [GeneratedRegex(" (?:fail|crit): ")]
    private static partial Regex FaultInLog();

    private long PeakMemory()
    {
        using var process = Process.GetProcessById(server.Process.ProcessId);
        return process.PeakWorkingSet64;
    }

    /// <summary>Sends half of a body and no more: the status the web server ends that with.</summary>
    private async Task<int> StallAsync()
    {
        await using var connection = await PlainConnection.OpenAsync(server.Process.Url);
        await connection.SendAsync(Requests.Head(40_000) + new string(' ', 20_000));
        return (await connection.ReadAsync()).Status;
    }

    /// <summary>Bad input is nothing that whoever operates the service has to look into; nor can it write lines of the log.</summary>
    private void AssertLogHasNoFaults()
    {
        var log = server.Process.Output;
        Assert.DoesNotContain(server.World.Token, log, StringComparison.Ordinal);
        Assert.DoesNotContain(server.World.AdministratorToken, log, StringComparison.Ordinal);
        Assert.DoesNotContain(log.Split('\n'), line => FaultInLog().IsMatch(line));
    }

    private async Task AssertServesWellAsync()
    {
        var (user, client) = await server.NewUserAsync();
        var (id, version) = await client.SaveAsync(SampleText.Small());
        Assert.Equal(1, version);
        Assert.Equal("small", (await client.MapAsync("SampleService.get_sample", $$"""{"id":"{{id}}"}""")).Text("name"));
        var upa = await server.NewObjectAsync(await server.NewWorkspaceAsync(user));
        await client.ResultAsync("SampleService.create_data_link", $$"""{"id":"{{id}}","version":1,"node":"root","upa":"{{upa}}"}""");
        Assert.Single((await client.MapAsync("SampleService.get_data_links_from_data", $$"""{"upa":"{{upa}}"}""")).List("links"));

        // The server may hear later than this that callers have gone.
        var patience = Patience.Token();
        while (!await HasAllRoomAsync())
            patience.ThrowIfCancellationRequested();
    }

    /// <summary>Sends much of a body and goes on holding the connection.</summary>
    private async Task<PlainConnection> HoardAsync()
    {
        var connection = await PlainConnection.OpenAsync(server.Process.Url);
        await connection.SendAsync(Requests.Head(HostileServer.Limits.RequestBytes, ValidToken) + new string(' ', 300_000));
        return connection;
    }

    /// <summary>Sends as many bodies at a time as there is room for: whether none of it is lost to callers who went away.</summary>
    private async Task<bool> HasAllRoomAsync()
    {
        var body = Requests.Status.PadRight(HostileServer.Limits.RequestBytes);
        var connections = new List<PlainConnection>();
        try
        {
            for (var i = 0; i < HostileServer.Limits.BytesInFlight / MaxRoom; i++)
            {
                var connection = await PlainConnection.OpenAsync(server.Process.Url);
                connections.Add(connection);
                await connection.SendAsync(Requests.Head(body.Length, ValidToken) + body[..400_000]);
            }

            foreach (var connection in connections)
                await connection.SendAsync(body[400_000..]);
            foreach (var connection in connections)
                if ((await connection.ReadAsync()).Status != 200)
                    return false;
            return true;
        }
        catch (IOException)
        {
            // Refused as busy, and the connection was ended before the rest was sent.
            return false;
        }
        finally
        {
            foreach (var connection in connections)
                await connection.DisposeAsync();
        }
    }
}
