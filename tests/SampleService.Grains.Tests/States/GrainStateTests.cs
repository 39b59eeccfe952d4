using System.Text.Json;
using SampleService.Testing.Postgres;

namespace SampleService.Grains.Tests.States;

/// <summary>States of grains, in processes that share a database and do not know of one another.</summary>
public sealed class GrainStateTests
{
    /// <summary>PostgreSQL only where it is installed, or has to be.</summary>
    public static TheoryData<string> Databases => PostgresBinaries.SkipReason is null ? ["SQLite", "PostgreSQL"] : ["SQLite"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Read_InTheNextProcess_GivesTheState(string kind)
    {
        await using var database = await JobDatabase.CreateAsync(kind);
        await (await database.StartAsync()).Job("w/1").Advance(3);
        var second = await database.StartAsync();
        Assert.Equal("3 True 1", await second.Job("w/1").Look());
        Assert.Equal("0 False none", await second.Job("w/2").Look());
        await second.Job("w/1").Forget();
        Assert.Equal("0 False none", await second.Job("w/1").Look());
        Assert.Equal("0 False none", await (await database.StartAsync()).Job("w/1").Look());
        await second.Job("w/1").Advance(1);
        Assert.Equal("1 True 1", await (await database.StartAsync()).Job("w/1").Look());
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Clear_NeverStored_LeavesNoRow(string kind)
    {
        await using var database = await JobDatabase.CreateAsync(kind);
        var host = await database.StartAsync();
        await host.Job("w/1").Forget();
        Assert.Equal("0 False none", await host.Job("w/1").Look());
        Assert.Equal("0", await database.AskAsync("SELECT CAST(count(*) AS text) FROM grain_states"));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Write_FirstByManyAtOnce_OneWinsAndOthersGoOnFromIt(string kind)
    {
        await using var database = await JobDatabase.CreateAsync(kind);
        var hosts = new List<JobHost>();
        for (var i = 0; i < 4; i++)
            hosts.Add(await database.StartAsync());
        for (var round = 0; round < 10; round++)
        {
            var key = $"w/{round}";
            foreach (var host in hosts)
                Assert.Equal("0 False none", await host.Job(key).Look());
            var failures = await Task.WhenAll(hosts.Select(
                (host, i) => Task.Run(() => Record.ExceptionAsync(() => host.Job(key).Advance(10 + i)))));
            var winner = Assert.Single(Enumerable.Range(0, hosts.Count), i => failures[i] is null);
            Assert.All(
                failures.Where(failure => failure is not null), failure => Assert.IsType<InconsistentStateException>(failure));
            foreach (var host in hosts)
                Assert.Equal($"{10 + winner} True 1", await host.Job(key).Look());
        }

        Assert.Equal("10", await database.AskAsync("SELECT CAST(count(*) AS text) FROM grain_states"));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Write_KeysLikeNumbersWithPrefix_HaveTheirOwnRows(string kind)
    {
        await using var database = await JobDatabase.CreateAsync(kind);
        var host = await database.StartAsync();
        await host.Job("u/dad").Advance(1);
        await host.Job("u/0DAD").Advance(2);
        await host.Job("w/dad").Advance(3);
        var other = await database.StartAsync();
        Assert.Equal("1 True 1", await other.Job("u/dad").Look());
        Assert.Equal("2 True 1", await other.Job("u/0DAD").Look());
        Assert.Equal("3 True 1", await other.Job("w/dad").Look());
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Write_State_IsReadableWithSql(string kind)
    {
        await using var database = await JobDatabase.CreateAsync(kind);
        await (await database.StartAsync()).Job("w/1").Advance(12);
        Assert.Equal("sample-service test-job", await database.AskAsync(
            "SELECT service_id || ' ' || state_name FROM grain_states WHERE key_text = 'w/1'"));
        Assert.Equal("12 monday", await database.AskAsync(
            "SELECT (state ->> 'steps_done') || ' ' || (state ->> 'last_day') FROM grain_states WHERE state_name = 'test-job'"));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Read_StateOfAnotherForm_FailsTheGrainAndStays(string kind)
    {
        await using var database = await JobDatabase.CreateAsync(kind);
        await database.ExecuteAsync(
            """
            INSERT INTO grain_states (service_id, state_name, key_text, state, version, modified_at)
            VALUES ('sample-service', 'test-job', 'w/1', '{"steps_done": "many"}', 1, 0)
            """);
        var host = await database.StartAsync();
        var failure = await Assert.ThrowsAsync<OrleansException>(() => host.Job("w/1").Advance(1));
        Assert.IsType<JsonException>(failure.InnerException);
        Assert.Equal("many", await database.AskAsync("SELECT state ->> 'steps_done' FROM grain_states"));
    }
}
