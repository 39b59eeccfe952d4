namespace SampleService.Domain.Tests.Events;

/// <summary>When an event is sent again, and when a webhook is dead.</summary>
public class WebhookRetryTests
{
    private const long Second = 1000;
    private const long Hour = 3600 * Second;

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(5, 80)]
    [InlineData(10, 2560)]
    [InlineData(11, 3600)]
    [InlineData(12, 3600)]
    [InlineData(int.MaxValue, 3600)]
    public void DelayAfter_Failures_DoublesUpToAnHour(int failures, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), WebhookRetry.DelayAfter(failures));

    [Fact]
    public void Failed_ForLessThanADay_IsTriedAgain()
    {
        var first = new WebhookProgress(7).Failed(new Timestamp(0), 500, WebhookFault.Status);
        var second = first.Failed(new Timestamp(5 * Second), null, WebhookFault.Timeout);

        Assert.Equal(
            new WebhookProgress(7)
            {
                FailingSince = new Timestamp(0),
                Failures = 2,
                NextAttempt = new Timestamp(15 * Second),
                LastAttempt = new Timestamp(5 * Second),
                LastFault = WebhookFault.Timeout,
            },
            second);
        Assert.Equal(("failing", 500), (first.State, first.LastStatus));
    }

    [Fact]
    public void Failed_NearTheEndOfTheDay_IsTriedAtItsEnd()
    {
        var progress = new WebhookProgress(7) { FailingSince = new Timestamp(0), Failures = 20 };

        Assert.Equal(new Timestamp(24 * Hour), progress.Failed(new Timestamp((23 * Hour) + 1), 500, WebhookFault.Status).NextAttempt);
    }

    [Fact]
    public void Failed_ForADay_IsDead()
    {
        var dead = new WebhookProgress(7) { FailingSince = new Timestamp(0), Failures = 20 }.Failed(new Timestamp(24 * Hour), 500, WebhookFault.Status);

        Assert.Equal(("dead", new Timestamp(24 * Hour), null), (dead.State, dead.Dead, dead.NextAttempt));
    }

    [Fact]
    public void Received_AfterFailures_IsActive()
    {
        var progress = new WebhookProgress(7).Failed(new Timestamp(0), 500, WebhookFault.Status).Received(8, new Timestamp(9), 204);

        Assert.Equal(new WebhookProgress(8) { LastAttempt = new Timestamp(9), LastStatus = 204 }, progress);
        Assert.Equal("active", progress.State);
    }

    [Fact]
    public void Passed_AfterFailures_FailsNoLonger()
    {
        var progress = new WebhookProgress(7).Failed(new Timestamp(0), 500, WebhookFault.Status).Passed(9);

        Assert.Equal((9, 0, null, null, 500), (progress.Position, progress.Failures, progress.FailingSince, progress.NextAttempt, progress.LastStatus));
    }
}
