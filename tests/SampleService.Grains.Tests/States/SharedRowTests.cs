using SampleService.Grains.Abstractions;
using SampleService.Testing.Postgres;

namespace SampleService.Grains.Tests.States;

/// <summary>A database moves between the hosts: the storage of the service and that of Orleans have the same rows.</summary>
public sealed class SharedRowTests(SharedRowTests.Fixture shared) : IClassFixture<SharedRowTests.Fixture>
{
    private const string StateName = "test-job";

    /// <summary>Keys of each kind, as Orleans has them.</summary>
    public static TheoryData<string> Keys =>
    [
        "w/1", "u/dad", "u/\u00df+\ufb00", "DAD", "FFFFFFFFFFFFFFFF", "0", "00112233445566778899aabbccddeeff",
        "ffeeddccbbaa99887766554433221100+1/root", "7+x",
    ];

    [PostgresTheory]
    [MemberData(nameof(Keys))]
    public async Task Storage_RowOfTheOther_IsReadChangedAndCleared(string key)
    {
        var id = GrainId.Create("any", key);
        var rows = await CountRowsAsync();
        IGrainStorage[] storages = [shared.Host.Storage, new GrainStateStorage(await shared.Database.OpenAsync())];
        Assert.IsType<AdoNetGrainStorage>(storages[0]);
        foreach (var (one, other) in ((IGrainStorage, IGrainStorage)[])[(storages[0], storages[1]), (storages[1], storages[0])])
        {
            var first = await ReadAsync(one, id);
            var next = new JobState { StepsDone = first.State!.StepsDone + 1, LastDay = DayOfWeek.Friday };
            await one.WriteStateAsync(StateName, id, new GrainState<JobState>(next, first.ETag));
            var second = await ReadAsync(other, id);
            Assert.Equal((next, true), (second.State, second.RecordExists));

            second.State = next with { StepsDone = 100 };
            await other.WriteStateAsync(StateName, id, second);
            await Assert.ThrowsAsync<InconsistentStateException>(
                () => one.WriteStateAsync(StateName, id, new GrainState<JobState>(next, first.ETag)));
            await Assert.ThrowsAsync<InconsistentStateException>(
                () => one.WriteStateAsync(StateName, id, new GrainState<JobState>(next)));
            Assert.Equal(100, (await ReadAsync(one, id)).State!.StepsDone);

            await other.ClearStateAsync(StateName, id, second);
            var cleared = await ReadAsync(one, id);
            Assert.Equal((new JobState(), false, second.ETag), (cleared.State, cleared.RecordExists, cleared.ETag));
        }

        Assert.Equal(rows + 1, await CountRowsAsync());
    }

    [PostgresFact]
    public async Task Write_FirstByBothAtOnce_OneWinsAndOthersAreTold()
    {
        var rows = await CountRowsAsync();
        IGrainStorage[] storages = [shared.Host.Storage, new GrainStateStorage(await shared.Database.OpenAsync())];
        for (var round = 0; round < 50; round++)
        {
            var id = GrainId.Create("any", $"v/{round}");
            var failures = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => Record.ExceptionAsync(
                () => storages[i % 2].WriteStateAsync(StateName, id, new GrainState<JobState>(new JobState { StepsDone = i }))))));
            Assert.Single(failures, failure => failure is null);
            Assert.All(failures.OfType<Exception>(), failure => Assert.IsType<InconsistentStateException>(failure));
        }

        Assert.Equal(rows + 50, await CountRowsAsync());
    }

    /// <summary>Why keys have a prefix (<see cref="GrainKeys"/>): this is what becomes of those that have none.</summary>
    [PostgresFact]
    public async Task Write_KeysLikeNumbersWithoutPrefix_ShareARow()
    {
        await using var database = await JobDatabase.CreateAsync("PostgreSQL");
        var host = await database.StartAsync();
        await host.Job("dad").Advance(1);
        Assert.Equal("1 True 1", await host.Job("0DAD").Look());
        Assert.Equal("3501 ", await database.AskAsync("SELECT key_n1 || ' ' || key_text FROM grain_states"));
    }

    private async Task<int> CountRowsAsync() =>
        int.Parse((await shared.Database.AskAsync("SELECT count(*)::text FROM grain_states"))!);

    private static async Task<GrainState<JobState>> ReadAsync(IGrainStorage storage, GrainId id)
    {
        var state = new GrainState<JobState>(new JobState());
        await storage.ReadStateAsync(StateName, id, state);
        return state;
    }

    /// <summary>One database for tests whose keys differ.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        internal JobDatabase Database { get; private set; } = null!;

        internal JobHost Host { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            // Without PostgreSQL the tests are left out, and this is not.
            if (PostgresBinaries.SkipReason is not null)
                return;
            Database = await JobDatabase.CreateAsync("PostgreSQL");
            Host = await Database.StartAsync();
        }

        public async Task DisposeAsync()
        {
            if (Database is not null)
                await Database.DisposeAsync();
        }
    }
}
