using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SampleService.Domain;
using SampleService.Server;
using SampleService.Storage;
using SampleService.Storage.Sqlite;
using SampleService.Testing.Servers;

namespace SampleService.Grains.Tests.Events;

/// <summary>Which events are kept, by the settings.</summary>
public sealed class OldEventRemovalTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _folder = new();
    private readonly SteppedClock _clock = new();
    private ServiceProvider _services = null!;

    private IEventStore Events => _services.GetRequiredService<IEventStore>();

    public async Task InitializeAsync()
    {
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(_clock)
            .AddSampleStorage(new SqliteDatabaseOptions { Path = Path.Combine(_folder.Path, "samples.db") })
            .BuildServiceProvider();
        await _services.GetRequiredService<DatabaseOpening>().RunAsync(null, default);
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Run_EventsOfLongAgo_AreRemovedAfterTheDaysOfTheSetting()
    {
        await AddAsync(2);
        _clock.Advance(TimeSpan.FromDays(2));
        await AddAsync(2);

        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal([1, 2, 3, 4], await KeptAsync(new EventOptions { RetentionDays = 3 }));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal([3, 4], await KeptAsync(new EventOptions { RetentionDays = 3 }));
    }

    [Fact]
    public async Task Run_MoreEventsThanAreKept_RemovesTheOldest()
    {
        await AddAsync(5);

        Assert.Equal([4, 5], await KeptAsync(new EventOptions { MaxKept = 2 }));
    }

    private async Task AddAsync(int count)
    {
        for (var i = 0; i < count; i++)
            await _services.GetRequiredService<ISampleStore>().CreateAsync(
                new NewSample(
                    SampleId.New(_clock), new UserName("alice"), new SampleContent("one", "[{}]"u8.ToArray(), [new NodeEntry(new NodeId("n"), 1, 2, -1)]), WriteId.New()),
                default);
        await Events.PublishAsync(default);
    }

    private async Task<IEnumerable<long>> KeptAsync(EventOptions options)
    {
        using var removal = new OldEventRemoval(Events, options, _clock, NullLogger<OldEventRemoval>.Instance);
        await removal.RunOnceAsync(default);
        return (await Events.ReadAsync((await Events.FindBoundsAsync(default)).Oldest - 1, null, 100, default)).Events.Select(one => one.Position);
    }
}
