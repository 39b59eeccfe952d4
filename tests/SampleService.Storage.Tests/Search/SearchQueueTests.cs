namespace SampleService.Storage.Tests.Search;

public sealed class SearchQueueTests
{
    private readonly SearchQueue _queue = new();

    [Fact]
    public void WaitForRoom_SavesAreNotHeld_IsOverAtOnce() => Assert.True(_queue.WaitForRoomAsync(default).IsCompletedSuccessfully);

    [Fact]
    public async Task WaitForRoom_SavesAreHeld_EndsWithTheNextBatch()
    {
        _queue.HoldSaves(true);
        var first = _queue.WaitForRoomAsync(default);
        _queue.HoldSaves(true);
        await first;

        var second = _queue.WaitForRoomAsync(default);
        _queue.HoldSaves(false);
        await second;
        Assert.True(_queue.WaitForRoomAsync(default).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task WaitForRoom_IndexerStandsStill_EndsByItself()
    {
        _queue.HoldSaves(true);
        var waiting = _queue.WaitForRoomAsync(default);
        Assert.False(waiting.IsCompleted);
        await waiting;
    }

    [Fact]
    public async Task WaitForRoom_Cancelled_IsCancelled()
    {
        _queue.HoldSaves(true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _queue.WaitForRoomAsync(new CancellationToken(canceled: true)));
    }

    [Theory]
    [InlineData(199, false)]
    [InlineData(200, true)]
    public async Task CountRead_ManySamples_WakesTheIndexer(int samples, bool wakes)
    {
        _queue.CountRead(samples);
        Assert.Equal(wakes, await _queue.SlowFinds.WaitAsync(TimeSpan.Zero, default));
        Assert.False(await _queue.SlowFinds.WaitAsync(TimeSpan.Zero, default));
    }
}
