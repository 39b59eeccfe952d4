using SampleService.Actors.Tests.Grains;

namespace SampleService.Actors.Tests;

/// <summary>What of one grain's calls runs when.</summary>
public sealed class TurnTests
{
    [Fact]
    public async Task Calls_RacingFirstOnes_MeetOneActivation()
    {
        await using var host = new TestHost();
        for (var round = 0; round < 20; round++)
        {
            using var start = new Barrier(64);
            var key = $"race{round}";
            var calls = Enumerable.Range(0, 64).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    return host.Grains.GetGrain<IWorkGrain>(key).Count();
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).Unwrap());
            Assert.Single((await Task.WhenAll(calls)).Distinct());
        }

        Assert.Equal(20, host.Statistics.Activations);
    }

    [Fact]
    public async Task Calls_WhileAnotherAwaits_WaitInOrder()
    {
        await using var host = new TestHost();
        var grain = host.Grains.GetGrain<IWorkGrain>("a");
        var first = grain.Wait("first");
        var second = grain.Wait("second");
        var third = grain.Note("third");
        await host.Board.Seen("first begin");
        Assert.Equal(2, host.Statistics.QueuedTurns);
        host.Board.Open("second");
        host.Board.Open("first");
        await Task.WhenAll(first, second, third);
        Assert.Equal(
            ["a activated", "first begin", "first end", "second begin", "second end", "third"], host.Board.Lines);
        Assert.Equal(0, host.Statistics.QueuedTurns);
        Assert.Equal(0, host.Statistics.AwaitingTurns);
    }

    [Fact]
    public async Task AlwaysInterleave_WhileAWriteAwaits_GoesAhead()
    {
        await using var host = new TestHost();
        var grain = host.Grains.GetGrain<IWorkGrain>("a");
        await grain.SetAndReturn(7);
        var write = grain.Wait("write");
        var queued = grain.SetAndReturn(8);
        Assert.Equal(7, await grain.Peek());
        Assert.False(write.IsCompleted);
        Assert.False(queued.IsCompleted);
        host.Board.Open("write");
        Assert.Equal(8, await queued);
    }

    [Fact]
    public async Task OrdinaryCall_WhileOnlyInterleavingOnesAwait_GoesAhead()
    {
        await using var host = new TestHost();
        var grain = host.Grains.GetGrain<IWorkGrain>("a");
        var reading = grain.WaitInterleaving("reading");
        await host.Board.Seen("reading begin");
        Assert.Equal(3, await grain.SetAndReturn(3));
        Assert.False(reading.IsCompleted);
    }

    [Fact]
    public async Task ReadOnly_AmongThemselves_Interleave_AndKeepOthersOut()
    {
        await using var host = new TestHost();
        var grain = host.Grains.GetGrain<IWorkGrain>("a");
        var one = grain.WaitReading("one");
        var two = grain.WaitReading("two");
        await host.Board.Seen("two begin");
        var write = grain.Note("write");
        host.Board.Open("one");
        await one;
        Assert.False(write.IsCompleted);
        Assert.DoesNotContain("write", host.Board.Lines);
        host.Board.Open("two");
        await write;
        Assert.Equal("two end", host.Board.Lines[^2]);
    }

    [Fact]
    public async Task Interleaved_BetweenAwaits_NeverRunInParallel()
    {
        await using var host = new TestHost();
        var grain = host.Grains.GetGrain<IWorkGrain>("a");
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => grain.Add(500))));
        Assert.Equal(8000, await grain.Peek());
        Assert.DoesNotContain("two threads at once", host.Board.Lines);
    }

    [Fact]
    public async Task Reentrant_CallingItself_DoesNotWaitForItself()
    {
        await using var host = new TestHost();
        Assert.Equal(5, await host.Grains.GetGrain<IReentrantGrain>("r").CallYourself(5));
    }

    [Fact]
    public async Task Await_WithoutMore_ComesBackToTheActivation()
    {
        await using var host = new TestHost();
        var contexts = await host.Grains.GetGrain<IWorkGrain>("a").Contexts();
        Assert.NotNull(contexts[0]);
        Assert.Same(contexts[0], contexts[1]);
    }

    [Fact]
    public async Task CompletedCall_OnAnIdleGrain_RunsOnTheCallersThreadAtOnce()
    {
        await using var host = new TestHost();
        var grain = host.Grains.GetGrain<IWorkGrain>("a");
        await grain.SetAndReturn(1);
        var before = SynchronizationContext.Current;

        // The answer of the first, which was queued, may arrive just before the grain is idle.
        await Eventually.Holds(() => grain.SetAndReturn(2).IsCompletedSuccessfully);
        for (var i = 0; i < 100; i++)
        {
            Assert.True(grain.SetAndReturn(i).IsCompletedSuccessfully);
            Assert.Same(before, SynchronizationContext.Current);
        }
    }

    [Fact]
    public async Task SynchronousThrow_IsAFaultedTask()
    {
        await using var host = new TestHost();
        var grain = host.Grains.GetGrain<IWorkGrain>("a");
        for (var i = 0; i < 2; i++)
        {
            // The first goes through the queue, the second runs inline.
            var call = grain.ThrowAtOnce();
            Assert.Equal("at once", (await Assert.ThrowsAsync<FormatException>(() => call)).Message);
        }

        Assert.Equal("later", (await Assert.ThrowsAsync<FormatException>(grain.ThrowLater)).Message);
        Assert.Equal(1, await grain.SetAndReturn(1));
    }

    [Fact]
    public async Task CancellationToken_PassesThrough()
    {
        await using var host = new TestHost();
        using var source = new CancellationTokenSource();
        Assert.Equal(source.Token, await host.Grains.GetGrain<IWorkGrain>("a").PassToken(source.Token));
    }

    [Fact]
    public async Task AmbientContext_NeitherFlowsInNorLeaksOut()
    {
        await using var host = new TestHost();
        var grain = host.Grains.GetGrain<IWorkGrain>("a");
        WorkGrain.Local.Value = "caller";
        for (var i = 0; i < 3; i++)
        {
            // Queued first, inline then; nor does a turn see what the one before it set.
            Assert.Null(await grain.Ambient("grain"));
            Assert.Equal("caller", WorkGrain.Local.Value);
        }

        var blocked = grain.Wait("blocked");
        var one = grain.Ambient("grain");
        var other = grain.Ambient("grain");
        host.Board.Open("blocked");
        await blocked;
        Assert.Null(await one);
        Assert.Null(await other);
    }

    [Fact]
    public async Task Caller_ThatSuppressesFlow_IsServed()
    {
        await using var host = new TestHost();
        var grain = host.Grains.GetGrain<IWorkGrain>("a");
        await grain.SetAndReturn(1);
        Task<int> call;
        using (ExecutionContext.SuppressFlow())
            call = grain.SetAndReturn(2);
        Assert.Equal(2, await call);
    }

    [Fact]
    public async Task Chain_OfManyGrains_DoesNotExhaustTheStack()
    {
        await using var host = new TestHost();
        var first = host.Grains.GetGrain<IWorkGrain>("chain#0");
        Assert.Equal(20_000, await first.Depth(20_000));
        Assert.Equal(20_000, await first.Depth(20_000));
    }

    [Fact]
    public async Task StatelessWorkers_RunInParallel_UpToTheirNumber()
    {
        await using var host = new TestHost();
        var worker = host.Grains.GetGrain<IWorkerGrain>(1);
        var calls = new[] { "one", "two", "three", "four" }.Select(name => worker.Wait(name)).ToArray();
        await Task.WhenAll(host.Board.Seen("one begin"), host.Board.Seen("two begin"), host.Board.Seen("three begin"));
        Assert.DoesNotContain("four begin", host.Board.Lines);
        Assert.Equal(3, host.Statistics.Activations);
        host.Board.OpenAll();
        Assert.Equal(3, (await Task.WhenAll(calls)).Distinct().Count());
        await worker.Serial();
        Assert.Equal(3, host.Statistics.Activations);
    }
}
