using Microsoft.Extensions.DependencyInjection;
using SampleService.Actors.Tests.Grains;

namespace SampleService.Actors.Tests;

/// <summary>How activations begin and end.</summary>
public sealed class LifecycleTests
{
    [Fact]
    public async Task QueuedCalls_SurviveDeactivation_InOrder()
    {
        await using var host = new TestHost();
        var grain = host.Grains.GetGrain<IWorkGrain>("slow");
        host.Board.Open("slow activation");
        var before = await grain.Count();
        var leave = grain.Leave("gate");
        var early = Enumerable.Range(0, 10).Select(i => grain.Note($"n{i}")).ToList();
        host.Board.Open("gate");
        await leave;
        await host.Board.Seen("slow deactivating ApplicationRequested");
        var late = Enumerable.Range(10, 10).Select(i => host.Grains.GetGrain<IWorkGrain>("slow").Note($"n{i}"));
        early.AddRange(late);
        Assert.All(early, call => Assert.False(call.IsCompleted));
        host.Board.Open("slow deactivation");
        await Task.WhenAll(early);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"n{i}"), host.Board.Lines.Where(line => line[0] == 'n'));
        Assert.Equal(2, host.Board.Lines.Count(line => line == "slow activated"));
        Assert.NotEqual(before, await grain.Count());
        Assert.Equal(1, host.Statistics.Activations);
    }

    [Fact]
    public async Task Deactivation_AskedByAnInterleavingCall_WaitsForTheOther()
    {
        await using var host = new TestHost();
        var grain = host.Grains.GetGrain<IWorkGrain>("a");
        var write = grain.Wait("write");
        await grain.LeaveInterleaving();
        Assert.DoesNotContain("a deactivating ApplicationRequested", host.Board.Lines);
        host.Board.Open("write");
        await write;
        await host.Board.Seen("a gone");
        Assert.Equal(["write end", "a deactivating ApplicationRequested", "a gone"], host.Board.Lines[^3..]);
    }

    [Theory]
    [InlineData("ctor", "constructor")]
    [InlineData("activation", "activation")]
    public async Task FailedActivation_FailsItsCallers_AndTheNextCallTriesAnew(string key, string message)
    {
        await using var host = new TestHost();
        var grain = host.Grains.GetGrain<IFailingGrain>(key);
        var calls = Enumerable.Range(0, 3).Select(_ => grain.Answer()).ToArray();
        host.Board.Open("activation");
        foreach (var call in calls)
            Assert.Equal(message, (await Assert.ThrowsAsync<IOException>(() => call)).Message);
        host.Board.Write("works");
        Assert.Equal("answer", await grain.Answer());
        Assert.Equal(1, host.Statistics.Activations);
    }

    [Fact]
    public async Task Grain_ThatAlwaysLeavesOnActivation_DoesNotKeepItsCallersForEver()
    {
        await using var host = new TestHost();
        var call = host.Grains.GetGrain<IFailingGrain>("leaver").Answer();
        await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => call);
    }

    [Fact]
    public async Task ThrowingOnDeactivate_IsNoReasonToStay()
    {
        await using var host = new TestHost();
        var grain = host.Grains.GetGrain<IWorkGrain>("bad");
        var before = await grain.Count();
        await grain.Leave(null);
        Assert.NotEqual(before, await grain.Count());
        Assert.Contains("bad gone", host.Board.Lines);
    }

    [Fact]
    public async Task Idle_ForTheCollectionAge_IsCollected()
    {
        await using var host = new TestHost();
        var old = host.Grains.GetGrain<IWorkGrain>("old");
        var used = host.Grains.GetGrain<IWorkGrain>("used");
        var busy = host.Grains.GetGrain<IWorkGrain>("busy");
        var kept = host.Grains.GetGrain<IWorkGrain>("kept");
        await old.Count();
        await used.Count();
        await kept.Delay(TimeSpan.FromHours(1));
        var turn = busy.Wait("turn");
        await host.Board.Seen("turn begin");
        for (var minute = 0; minute < 15; minute++)
        {
            host.Time.Advance(TimeSpan.FromMinutes(1));
            await used.Count();
        }

        Assert.Equal(4, host.Statistics.Activations);
        host.Time.Advance(TimeSpan.FromMinutes(1));
        await host.Board.Seen("old gone");
        await Eventually.Holds(() => host.Statistics.Activations == 3);
        Assert.DoesNotContain("used gone", host.Board.Lines);
        Assert.DoesNotContain("busy gone", host.Board.Lines);
        Assert.DoesNotContain("kept gone", host.Board.Lines);
        Assert.Contains("old deactivating ActivationIdle", host.Board.Lines);
        host.Time.Advance(TimeSpan.FromHours(2));
        await host.Board.Seen("kept gone");
        await host.Board.Seen("used gone");
        Assert.DoesNotContain("busy gone", host.Board.Lines);
        host.Board.Open("turn");
        await Assert.ThrowsAsync<TimeoutException>(() => turn);
    }

    [Fact]
    public async Task MoreThanTheMaximum_CollectsTheLeastRecentlyUsed_NeverABusyOne()
    {
        await using var host = new TestHost(options => options.MaximumActivations = 8);
        var grains = Enumerable.Range(0, 9).Select(i => host.Grains.GetGrain<IWorkGrain>($"k{i}")).ToArray();
        var busy = grains[1].Wait("turn");
        foreach (var grain in grains[..8])
            await grain.Peek();
        await grains[0].Count();
        Assert.Equal(8, host.Statistics.Activations);
        await grains[8].Count();
        await Task.WhenAll(new[] { "k2 gone", "k3 gone", "k4 gone" }.Select(host.Board.Seen));
        await Eventually.Holds(() => host.Statistics.Activations == 6);
        Assert.Equal(3, host.Board.Lines.Count(line => line.EndsWith("gone", StringComparison.Ordinal)));
        Assert.False(busy.IsCompleted);
    }

    [Fact]
    public async Task MoreThanTheMaximumOfBytes_CollectsTheLeastRecentlyUsed()
    {
        await using var host = new TestHost(options =>
        {
            options.MaximumBytes = 1000;
            options.Weigh = grain => ((WorkGrain)grain).Value;
        });
        var grains = Enumerable.Range(0, 5).Select(i => host.Grains.GetGrain<IWorkGrain>($"k{i}")).ToArray();
        foreach (var grain in grains[..4])
            await grain.SetAndReturn(250);
        await Eventually.Holds(() => host.Statistics.Bytes == 1000);
        await grains[0].SetAndReturn(249);
        await grains[4].SetAndReturn(2);
        await host.Board.Seen("k1 gone");
        await host.Board.Seen("k2 gone");
        await Eventually.Holds(() => host.Statistics is { Activations: 3, Bytes: 501 });
        Assert.Equal(501, host.Statistics.Bytes);
    }

    [Fact]
    public async Task Timer_TicksAsATurn_AndNeverOverlapsItself()
    {
        await using var host = new TestHost();
        var grain = host.Grains.GetGrain<IWorkGrain>("a");
        await grain.Tick(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), "tick");
        host.Time.Advance(TimeSpan.FromSeconds(1));
        await host.Board.Seen("tick1 begin");
        var call = grain.Note("call");
        host.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.False(call.IsCompleted);
        Assert.DoesNotContain("tick2 begin", host.Board.Lines);
        host.Board.Open("tick1");
        await call;

        // The collector's and, again, the grain's.
        await Eventually.Holds(() => host.Time.Pending == 2);
        host.Time.Advance(TimeSpan.FromSeconds(2));
        await host.Board.Seen("tick2 begin");
        host.Board.Open("tick2");
        await grain.Leave(null);
        await host.Board.Seen("a gone");
        await Eventually.Holds(() => host.Time.Pending == 1);
    }

    [Fact]
    public async Task Stress_RandomCallsAndDeactivations_LoseNoneAndNeverDoubleAnActivation()
    {
        const int Callers = 8;
        const int CallsEach = 25_000;
        var ledger = new StressLedger();
        await using var host = new TestHost(
            options => options.MaximumActivations = 24, services => services.AddSingleton(ledger));
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            var random = new Random(caller);
            var calls = new List<Task>();
            for (var i = 0; i < CallsEach; i++)
            {
                var grain = host.Grains.GetGrain<IStressGrain>(random.Next(32));
                var (pause, leave) = (random.Next(4) == 0, random.Next(50) == 0);
                calls.Add(random.Next(3) == 0 ? grain.AddInterleaving(pause, leave) : grain.Add(pause, leave));
                if (calls.Count == 16)
                {
                    await Task.WhenAll(calls).WaitAsync(TimeSpan.FromSeconds(60));
                    calls.Clear();
                }
            }

            await Task.WhenAll(calls);
        })));
        Assert.Equal(Callers * CallsEach, ledger.Calls);
        Assert.Equal(0, ledger.Faults);
        await Eventually.Holds(() => host.Statistics is { QueuedTurns: 0, AwaitingTurns: 0 });
    }
}
