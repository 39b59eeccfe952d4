using SampleService.Domain;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>What every <see cref="IEventSenderStore"/> does.</summary>
public abstract class EventSenderSpecification : StoreSpecification
{
    private const string Sender = "kafka";
    private const string Process = "here:1/a";

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    [StoreFact]
    public async Task Begin_NewSender_HasSentWhatHasAPosition()
    {
        Assert.Equal(0, await Senders.BeginAsync("early", default));
        await StoreSampleAsync();
        await StoreSampleAsync();
        await Events.PublishAsync(default);

        Assert.Equal(2, await Senders.BeginAsync(Sender, default));
        await StoreSampleAsync();
        await Events.PublishAsync(default);
        Assert.Equal(2, await Senders.BeginAsync(Sender, default));
        Assert.Equal(0, await Senders.BeginAsync("early", default));
    }

    [StoreFact]
    public async Task Advance_ByTheHolder_IsKeptAndNeverGoesBack()
    {
        await Senders.BeginAsync(Sender, default);
        await Senders.BeginAsync("other", default);
        Assert.True(await Senders.HoldAsync(Sender, Process, Lease, default));

        Assert.True(await Senders.AdvanceAsync(Sender, Process, 7, default));
        Assert.True(await Senders.AdvanceAsync(Sender, Process, 5, default));

        Assert.Equal(7, await Senders.BeginAsync(Sender, default));
        Assert.Equal(0, await Senders.BeginAsync("other", default));
    }

    [StoreFact]
    public async Task Advance_TellsNobodyOfAWrite()
    {
        await Senders.BeginAsync(Sender, default);
        await Senders.HoldAsync(Sender, Process, Lease, default);
        var told = 0;
        Events.Written += () => told++;

        await Senders.AdvanceAsync(Sender, Process, 1, default);
        await Senders.HoldAsync(Sender, Process, Lease, default);
        Assert.Equal(0, told);
        await StoreSampleAsync();
        Assert.NotEqual(0, told);
    }

    [StoreFact]
    public async Task Hold_AgainAndAfterRelease_IsPossible()
    {
        Assert.True(await Senders.HoldAsync(Sender, Process, Lease, default));
        Assert.True(await Senders.HoldAsync(Sender, Process, Lease, default));
        await Senders.ReleaseAsync(Sender, Process, default);
        await Senders.ReleaseAsync(Sender, Process, default);
        Assert.True(await Senders.HoldAsync(Sender, "here:2/b", Lease, default));
    }
}
