using SampleService.Client.Tests.Support;

namespace SampleService.Client.Tests;

/// <summary>Calls that their callers cancel end in the service too, and others go on.</summary>
public sealed class CancellationTests : HeldServerTests
{
    /// <summary>What the log of the service has of a call that its caller has ended.</summary>
    private const string Cancelled = "outcome=499";

    [Theory]
    [MemberData(nameof(Each))]
    public async Task Cancel_CallUnderWay_EndsInTheService(Way way)
    {
        await using var client = Server.Connect(way);
        using var held = Server.Hold();
        using var cancellation = new CancellationTokenSource();
        var call = Server.LinkAsync(client, cancellation.Token);
        await held.WaitForAsync(1, Patience.Token());

        await cancellation.CancelAsync();

        var ended = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(cancellation.Token, ended.CancellationToken);
        await Server.Process.WaitForOutputAsync(Cancelled, Patience.Token());
    }

    [Theory]
    [MemberData(nameof(Each))]
    public async Task Cancel_CallUnderWay_LeavesOthersAlone(Way way)
    {
        await using var client = Server.Connect(way);
        using var held = Server.Hold();
        using var cancellation = new CancellationTokenSource();
        var cancelled = Server.LinkAsync(client, cancellation.Token);
        await held.WaitForAsync(1, Patience.Token());
        var other = Server.LinkAsync(client);
        await held.WaitForAsync(1, Patience.Token());

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        await Server.Process.WaitForOutputAsync(Cancelled, Patience.Token());
        held.Dispose();

        Assert.Equal("root", (await other).Node);
    }

    [Theory]
    [MemberData(nameof(Each))]
    public async Task Cancel_BeforeTheCall_SendsNothing(Way way)
    {
        await using var client = Server.Connect(way);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Server.LinkAsync(client, new CancellationToken(canceled: true)));
        await Story.StatusAsync(client);
        Assert.DoesNotContain("create_data_link", Server.Process.Output, StringComparison.Ordinal);
    }
}
