namespace SampleService.Client.Tests;

/// <summary>How often a service that is not there is tried.</summary>
public sealed class ReachingTests
{
    private int _attempts;

    [Fact]
    public async Task Try_ServiceThatComes_IsReached()
    {
        Assert.Equal("there", await Patient().TryAsync(_ => AttemptAsync(failures: 3), Patience.Token()));
        Assert.Equal(4, _attempts);
    }

    [Fact]
    public async Task Try_WithoutPatience_IsOneAttempt()
    {
        var reaching = new Reaching(TimeSpan.Zero, TimeProvider.System);

        await Assert.ThrowsAsync<ServiceUnreachableException>(() => reaching.TryAsync(_ => AttemptAsync(failures: 1), Patience.Token()));
        Assert.Equal(1, _attempts);
    }

    [Fact]
    public async Task Try_OtherFailure_IsNotTriedAgain()
    {
        await Assert.ThrowsAsync<OutcomeUnknownException>(
            () => Patient().TryAsync<string>(_ => ++_attempts > 0 ? throw new OutcomeUnknownException("lost") : null!, Patience.Token()));
        Assert.Equal(1, _attempts);
    }

    [Fact]
    public async Task Try_CancelledWhileItWaits_Ends()
    {
        using var cancellation = new CancellationTokenSource();
        var attempt = Patient().TryAsync(_ => AttemptAsync(failures: int.MaxValue), cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => attempt);
    }

    private static Reaching Patient() => new(TimeSpan.FromMinutes(1), TimeProvider.System);

    private Task<string> AttemptAsync(int failures) =>
        _attempts++ < failures ? throw new ServiceUnreachableException("not there") : Task.FromResult("there");
}
