using SampleService.Actors.Tests.Grains;

namespace SampleService.Actors.Tests;

/// <summary>How a host stops.</summary>
public sealed class StopTests
{
    [Fact]
    public async Task Stop_LetsCallsUnderWayEnd_RefusesNewOnes_ThenDeactivates()
    {
        await using var host = new TestHost();
        var grain = host.Grains.GetGrain<IWorkGrain>("a");
        var idle = host.Grains.GetGrain<IWorkGrain>("idle");
        await idle.Count();
        var running = grain.Wait("running");
        var queued = grain.Note("queued");
        var calling = host.Grains.GetGrain<IWorkGrain>("caller#0").Depth(3);
        await host.Board.Seen("running begin");
        var stop = host.Service.StopAsync(CancellationToken.None);
        await Assert.ThrowsAsync<SiloUnavailableException>(() => grain.Count());
        await Assert.ThrowsAsync<SiloUnavailableException>(() => idle.Count());
        await Assert.ThrowsAsync<SiloUnavailableException>(() => host.Grains.GetGrain<IWorkGrain>("new").Count());
        Assert.False(stop.IsCompleted);
        Assert.Equal(3, await calling);
        host.Board.Open("running");
        await Task.WhenAll(running, queued);
        await stop;
        Assert.Equal(0, host.Statistics.Activations);
        Assert.Contains("a deactivating ShuttingDown", host.Board.Lines);
        Assert.Contains("idle deactivating ShuttingDown", host.Board.Lines);
        await Assert.ThrowsAsync<SiloUnavailableException>(() => idle.Count());
    }

    [Fact]
    public async Task Stop_WithACallCycle_BreaksItAfterTheTimeToDrain()
    {
        await using var host = new TestHost();
        var cycle = host.Grains.GetGrain<IWorkGrain>("a").CallOther("b", "x");
        await host.Board.Seen("x> begin");
        await Eventually.Holds(() => host.Statistics.QueuedTurns == 1);
        var stop = host.Service.StopAsync(CancellationToken.None);
        Assert.False(stop.IsCompleted);
        host.Time.Advance(TimeSpan.FromSeconds(10));
        await Assert.ThrowsAsync<SiloUnavailableException>(() => cycle);
        await stop.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(0, host.Statistics.Activations);
        Assert.Contains("a gone", host.Board.Lines);
        Assert.Contains("b gone", host.Board.Lines);
    }

    [Fact]
    public async Task Stop_WithATurnThatNeverEnds_IsOverInBoundedTime()
    {
        await using var host = new TestHost();
        var stuck = host.Grains.GetGrain<IWorkGrain>("a").Wait("never");
        await host.Board.Seen("never begin");
        var stop = host.Service.StopAsync(CancellationToken.None);
        host.Time.Advance(TimeSpan.FromSeconds(10));
        await Assert.ThrowsAsync<SiloUnavailableException>(() => stuck);
        await Eventually.Holds(() =>
        {
            host.Time.Advance(TimeSpan.FromSeconds(10));
            return stop.IsCompleted;
        });
        await stop;
        Assert.Equal(1, host.Statistics.Activations);
        Assert.DoesNotContain("a gone", host.Board.Lines);
    }

    [Fact]
    public async Task Stop_DuringCalls_AnswersEachOfThem()
    {
        for (var round = 0; round < 20; round++)
        {
            await using var host = new TestHost();
            var calls = Enumerable.Range(0, 4).Select(caller => Task.Run(async () =>
            {
                while (true)
                {
                    try
                    {
                        for (var i = 0; i < 8; i++)
                            await host.Grains.GetGrain<IWorkGrain>($"k{i}").Count();
                        await host.Grains.GetGrain<IWorkGrain>($"k{caller}").Add(2);
                    }
                    catch (SiloUnavailableException)
                    {
                        return;
                    }
                }
            })).ToArray();
            await host.Board.Seen("k7 activated");
            await host.Service.StopAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
            await Task.WhenAll(calls).WaitAsync(TimeSpan.FromSeconds(30));
            Assert.Equal(0, host.Statistics.Activations);
        }
    }
}
