using SampleService.Actors.Tests.Grains;

namespace SampleService.Actors.Tests;

/// <summary>Callers don't wait for ever.</summary>
public sealed class TimeoutTests
{
    [Fact]
    public async Task CallCycle_TimesOut_AndEverythingGoesOn()
    {
        await using var host = new TestHost();
        var a = host.Grains.GetGrain<IWorkGrain>("a");
        var cycle = a.CallOther("b", "x");
        await host.Board.Seen("x> begin");
        await Eventually.Holds(() => host.Statistics.QueuedTurns == 1);
        host.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(cycle.IsCompleted);
        host.Time.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<TimeoutException>(() => cycle);
        await host.Board.Seen("x end");
        await host.Board.Seen("x> end");
        Assert.Equal(1, await a.SetAndReturn(1));
        Assert.Equal(2, await host.Grains.GetGrain<IWorkGrain>("b").SetAndReturn(2));
        await Eventually.Holds(() => host.Statistics is { QueuedTurns: 0, AwaitingTurns: 0 });
        Assert.DoesNotContain("x>> begin", host.Board.Lines);
    }

    [Fact]
    public async Task ResponseTimeout_OfAMethod_TakesThePlaceOfTheHosts()
    {
        await using var host = new TestHost();
        var grain = host.Grains.GetGrain<IWorkGrain>("a");
        var call = grain.WaitFiveSeconds("five");
        await host.Board.Seen("five begin");
        host.Time.Advance(TimeSpan.FromSeconds(5));
        var exception = await Assert.ThrowsAsync<TimeoutException>(() => call);
        Assert.Contains("IWorkGrain.WaitFiveSeconds", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CallThatTimedOut_WhileQueued_NeverRuns_AndOneUnderWayEnds()
    {
        await using var host = new TestHost();
        var grain = host.Grains.GetGrain<IWorkGrain>("a");
        var running = grain.Wait("running");
        await host.Board.Seen("running begin");
        var queued = grain.Note("queued");
        host.Time.Advance(TimeSpan.FromSeconds(30));
        await Assert.ThrowsAsync<TimeoutException>(() => running);
        await Assert.ThrowsAsync<TimeoutException>(() => queued);
        Assert.Equal(0, host.Statistics.QueuedTurns);
        var next = grain.Note("next");
        host.Board.Open("running");
        await next;
        Assert.Equal(["running end", "next"], host.Board.Lines[^2..]);
    }

    [Fact]
    public async Task Answers_LeaveNoTimersBehind()
    {
        await using var host = new TestHost();
        var grain = host.Grains.GetGrain<IWorkGrain>("a");
        var wait = grain.Wait("gate");
        var note = grain.Note("note");
        host.Board.Open("gate");
        await Task.WhenAll(wait, note);
        await Eventually.Holds(() => host.Time.Pending == 1);
    }
}
