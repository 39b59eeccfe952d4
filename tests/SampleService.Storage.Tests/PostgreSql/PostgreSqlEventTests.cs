using Npgsql;
using SampleService.Domain;
using SampleService.Storage.PostgreSql;
using SampleService.Storage.Tests.Specifications;

namespace SampleService.Storage.Tests.PostgreSql;

/// <summary>Several processes give the events of one database their positions.</summary>
[NeedsPostgres]
public sealed class PostgreSqlEventTests : PostgresTest
{
    private const int Processes = 3;
    private const int SamplesOfEach = 4;
    private const int VersionsOfEach = 15;

    [StoreFact]
    public async Task Publish_ProcessesAtOnceWhileTheyWrite_GiveEveryEventOnePositionWithoutGaps()
    {
        var databases = new List<PostgreSqlDatabase>();
        for (var i = 0; i < Processes; i++)
            databases.Add(await OpenAsync());
        var samples = new List<SampleId>();
        for (var i = 0; i < SamplesOfEach; i++)
            samples.Add((await StoreSampleAsync(databases[0])).Sample);

        // Each sample has one writer a process at a time, so that every process writes each sample.
        var writing = Task.WhenAll(databases.SelectMany(database => samples.Select(sample => Task.Run(async () =>
        {
            for (var i = 0; i < VersionsOfEach; i++)
                Assert.Equal(SaveStatus.Saved, (await new SampleStore(database).SaveVersionAsync(Make.Version(sample), default)).Status);
        }))));
        var publishing = Task.WhenAll(databases.Select(database => Task.Run(async () =>
        {
            var events = new OutboxEventStore(database);
            while (!writing.IsCompleted)
                await events.PublishAsync(default);
        })));
        await writing;
        await publishing;

        var store = new OutboxEventStore(databases[1]);
        await store.PublishAsync(default);
        var events = (await store.ReadAsync(0, null, 10_000, default)).Events;
        var expected = SamplesOfEach * ((Processes * VersionsOfEach) + 1);
        Assert.Equal(Enumerable.Range(1, expected).Select(position => (long)position), events.Select(one => one.Position));
        foreach (var sample in samples)
            Assert.Equal(
                Enumerable.Range(1, (Processes * VersionsOfEach) + 1), events.Where(one => one.Sample == sample).Select(one => one.Version!.Value));
    }

    [StoreFact]
    public async Task Publish_WriterThatCommitsLate_IsNotSkipped()
    {
        var database = await OpenAsync();
        var events = new OutboxEventStore(database);
        var late = Guid.NewGuid();
        await using var connection = await ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await RunAsync(connection, $"INSERT INTO outbox (at, type, sample_id, version) VALUES (1, 'NEW_SAMPLE', '{late}', 1)");
        var early = await StoreSampleAsync(database);

        Assert.Equal(1, await events.PublishAsync(default));
        Assert.Equal([early.Sample], (await events.ReadAsync(0, null, 10, default)).Events.Select(one => one.Sample!.Value));
        await transaction.CommitAsync();
        Assert.Equal(1, await events.PublishAsync(default));
        Assert.Equal([late], (await events.ReadAsync(1, null, 10, default)).Events.Select(one => one.Sample!.Value.Value));
    }

    [StoreFact]
    public async Task Publish_PublisherIsKilledBeforeItsCommit_LosesNone()
    {
        var database = await OpenAsync();
        var events = new OutboxEventStore(database);
        await StoreSampleAsync(database);
        var connection = await ConnectAsync();
        await RunAsync(connection, "BEGIN");
        await RunAsync(connection, OutboxSql.Lock);
        await RunAsync(connection, new PostgreSqlStatement(OutboxSql.Publish).Bind(1000L).Bind((long?)null));

        var waiting = events.PublishAsync(default).AsTask();
        await WaitUntilBlockedAsync();
        await ExecuteAsync($"SELECT pg_terminate_backend({connection.ProcessID})");
        Assert.Equal(1, await waiting);
        Assert.Equal([1], (await events.ReadAsync(0, null, 10, default)).Events.Select(one => one.Position));
        NpgsqlConnection.ClearPool(connection);
    }

    [StoreFact]
    public async Task Publish_MoreThanATransactionMoves_MovesThemAll()
    {
        var database = await OpenAsync();
        var events = new OutboxEventStore(database);
        await ExecuteAsync(
            $"""
            INSERT INTO outbox (at, type, sample_id, version)
            SELECT 1, 'NEW_SAMPLE', gen_random_uuid(), n FROM generate_series(1, {(2 * OutboxSql.MaxEvents) + 1}) AS n
            """);

        Assert.Equal((2 * OutboxSql.MaxEvents) + 1, await events.PublishAsync(default));
        var page = await events.ReadAsync(0, null, 10_000, default);
        Assert.Equal(page.Events.Select(one => one.Position), page.Events.Select(one => (long)one.Version!.Value));
        Assert.False(page.Bounds.HasUnpublished);
    }

    [StoreFact]
    public async Task FindBounds_AfterAWrite_TellsThatThereIsSomethingToPublish()
    {
        var database = await OpenAsync();
        await StoreSampleAsync(database);

        Assert.Equal(new EventBounds(0, 1, HasUnpublished: true), await new OutboxEventStore(database).FindBoundsAsync(default));
    }
}
