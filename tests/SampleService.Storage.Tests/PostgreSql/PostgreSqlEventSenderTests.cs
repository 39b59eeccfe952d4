using SampleService.Storage.Tests.Specifications;

namespace SampleService.Storage.Tests.PostgreSql;

/// <summary>Several processes that would all send.</summary>
[NeedsPostgres]
public sealed class PostgreSqlEventSenderTests : EventSenderSpecification
{
    private const string Sender = "kafka";

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    protected override ValueTask<Stores> OpenAsync(TimeProvider clock) => PostgresStores.FreshAsync(clock);

    [StoreFact]
    public async Task Hold_AnotherProcessHasIt_IsRefusedUntilItsTimeIsOver()
    {
        Assert.True(await Senders.HoldAsync(Sender, "a", Lease, default));
        Assert.True(await Senders.HoldAsync("webhooks", "b", Lease, default));
        Assert.False(await Senders.HoldAsync(Sender, "b", Lease, default));

        Clock.Now = Clock.Now.Plus(10_000);
        Assert.True(await Senders.HoldAsync(Sender, "a", Lease, default));
        Clock.Now = Clock.Now.Plus(14_999);
        Assert.False(await Senders.HoldAsync(Sender, "b", Lease, default));
        Clock.Now = Clock.Now.Plus(1);
        Assert.True(await Senders.HoldAsync(Sender, "b", Lease, default));
        Assert.False(await Senders.HoldAsync(Sender, "a", Lease, default));
    }

    [StoreFact]
    public async Task Hold_ManyAtOnce_OneGetsIt()
    {
        var got = await AtOnceAsync(8, i => Senders.HoldAsync(Sender, $"{i}", Lease, default).AsTask());
        Assert.Single(got, one => one);
    }

    [StoreFact]
    public async Task Advance_AnotherProcessHasTakenOver_ChangesNothing()
    {
        await Senders.BeginAsync(Sender, default);
        await Senders.HoldAsync(Sender, "a", Lease, default);
        Clock.Now = Clock.Now.Plus(15_000);
        // Nobody else has begun: what it has sent counts.
        Assert.True(await Senders.AdvanceAsync(Sender, "a", 1, default));
        await Senders.HoldAsync(Sender, "b", Lease, default);

        Assert.False(await Senders.AdvanceAsync(Sender, "a", 9, default));
        await Senders.ReleaseAsync(Sender, "a", default);
        Assert.True(await Senders.AdvanceAsync(Sender, "b", 2, default));
        Assert.Equal(2, await Senders.BeginAsync(Sender, default));
    }

    [StoreFact]
    public async Task Advance_NobodyHoldsIt_ChangesNothing()
    {
        await Senders.BeginAsync(Sender, default);
        Assert.False(await Senders.AdvanceAsync(Sender, "a", 1, default));
        Assert.Equal(0, await Senders.BeginAsync(Sender, default));
    }
}
