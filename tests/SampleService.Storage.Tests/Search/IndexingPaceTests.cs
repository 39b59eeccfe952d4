namespace SampleService.Storage.Tests.Search;

public sealed class IndexingPaceTests
{
    private static readonly TimeSpan Batch = TimeSpan.FromMilliseconds(20);

    [Fact]
    public void RestAfter_ShortBatch_LetsSamplesGather() =>
        Assert.Equal(TimeSpan.FromMilliseconds(50), new IndexingPace().RestAfter(TimeSpan.FromMilliseconds(1), hasWorked: true, areSaved: true));

    [Fact]
    public void RestAfter_NothingToDo_LetsSamplesGather() =>
        Assert.Equal(TimeSpan.FromMilliseconds(50), new IndexingPace().RestAfter(TimeSpan.FromSeconds(1), hasWorked: false, areSaved: true));

    [Fact]
    public void RestAfter_LongBatch_IsASecondAtMost() =>
        Assert.Equal(TimeSpan.FromSeconds(1), new IndexingPace().RestAfter(TimeSpan.FromSeconds(30), hasWorked: true, areSaved: true));

    [Fact]
    public void RestAfter_QueueGrows_GetsShorterUntilThereIsNone()
    {
        var rests = new[] { 0, 8000, 9000, 15_000, 16_000, 20_000 }
            .Select(queued => new IndexingPace { Queued = queued }.RestAfter(Batch, hasWorked: true, areSaved: true)).ToArray();

        Assert.Equal([Batch * 30, Batch * 30], rests[..2]);
        Assert.Equal(rests.OrderDescending(), rests);
        Assert.Equal([TimeSpan.Zero, TimeSpan.Zero], rests[^2..]);
        Assert.True(rests[3] > TimeSpan.Zero);
    }

    [Fact]
    public void RestAfter_FindReadManyOfTheQueue_IsNoneUntilTheQueueIsEmpty()
    {
        var pace = new IndexingPace { Queued = 1000 };
        pace.Hurry();

        Assert.Equal(TimeSpan.Zero, pace.RestAfter(Batch, hasWorked: true, areSaved: true));
        Assert.Equal(TimeSpan.Zero, pace.RestAfter(Batch, hasWorked: true, areSaved: true));
        Assert.NotEqual(TimeSpan.Zero, pace.RestAfter(Batch, hasWorked: false, areSaved: true));
        Assert.NotEqual(TimeSpan.Zero, pace.RestAfter(Batch, hasWorked: true, areSaved: true));
    }

    [Fact]
    public void RestAfter_NothingIsSaved_IsNone() =>
        Assert.Equal(TimeSpan.Zero, new IndexingPace { Queued = 1000 }.RestAfter(Batch, hasWorked: true, areSaved: false));

    [Fact]
    public void RestAfter_OldDatabaseIsMadeFindable_IsShort() =>
        Assert.Equal(TimeSpan.FromMilliseconds(50), new IndexingPace { IsFilling = true }.RestAfter(TimeSpan.FromSeconds(30), hasWorked: true, areSaved: true));
}
