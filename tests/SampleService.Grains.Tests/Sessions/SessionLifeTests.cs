using Microsoft.Extensions.Logging.Abstractions;
using SampleService.Server;

namespace SampleService.Grains.Tests.Sessions;

/// <summary>How long sessions live; the time goes on only when a test says so.</summary>
public sealed class SessionLifeTests
{
    private const string Version = "SELECT CAST(version AS text) FROM grain_states";

    private static readonly TimeSpan Twentieth = SessionHost.Idle / 20;

    public static TheoryData<string> Kinds => SessionDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Use_WithinTheIdleLife_MovesItsEnd(string kind)
    {
        await using var database = await SessionDatabase.CreateAsync(kind);
        var host = await database.StartAsync();
        var session = await host.LogInAsync("alice");
        for (var i = 0; i < 2; i++)
        {
            database.Clock.Advance(SessionHost.Idle - TimeSpan.FromSeconds(1));
            Assert.Equal("alice", await host.UseAsync(session));
        }

        database.Clock.Advance(SessionHost.Idle);
        Assert.Null(await host.UseAsync(session));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Use_AfterTheWholeLife_IsRefused(string kind)
    {
        await using var database = await SessionDatabase.CreateAsync(kind);
        var host = await database.StartAsync();
        var session = await host.LogInAsync("alice");
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("alice", await host.UseAsync(session));
            database.Clock.Advance(SessionHost.Whole / 6);
        }

        database.Clock.Advance(SessionHost.Whole / 6 - TimeSpan.FromMilliseconds(1));
        Assert.Equal("alice", await host.UseAsync(session));
        database.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(await host.UseAsync(session));
    }

    [Fact]
    public async Task Begin_TokenThatTellsItsEnd_IsNotOutlasted()
    {
        await using var database = await SessionDatabase.CreateAsync("SQLite");
        var host = await database.StartAsync();
        var session = await host.LogInAsync("alice", database.Clock.GetUtcNow() + TimeSpan.FromMinutes(3));
        database.Clock.Advance(TimeSpan.FromMinutes(3) - TimeSpan.FromMilliseconds(1));
        Assert.Equal("alice", await host.UseAsync(session));
        database.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(await host.UseAsync(session));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Use_ManyTimesAtOnce_WritesOnceInATwentiethOfTheIdleLife(string kind)
    {
        await using var database = await SessionDatabase.CreateAsync(kind);
        var hosts = new[] { await database.StartAsync(), await database.StartAsync() };
        var session = await hosts[0].LogInAsync("alice");
        await UseManyTimesAsync();
        Assert.Equal("1", await database.AskAsync(Version));
        for (var version = 2; version < 5; version++)
        {
            database.Clock.Advance(Twentieth + TimeSpan.FromSeconds(1));
            await UseManyTimesAsync();
            Assert.Equal($"{version}", await database.AskAsync(Version));
        }

        async Task UseManyTimesAsync() => Assert.All(
            await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => hosts[i % 2].UseAsync(session)))),
            user => Assert.Equal("alice", user));
    }

    [Fact]
    public async Task Use_InTheLastPartOfTheWholeLife_DoesNotWriteAnyMore()
    {
        await using var database = await SessionDatabase.CreateAsync("SQLite");
        var host = await database.StartAsync();
        var session = await host.LogInAsync("alice");
        for (var i = 0; i < 5; i++)
        {
            database.Clock.Advance(SessionHost.Whole / 6);
            await host.UseAsync(session);
        }

        var version = await database.AskAsync(Version);
        database.Clock.Advance(Twentieth * 2);
        Assert.Equal("alice", await host.UseAsync(session));
        Assert.Equal(version, await database.AskAsync(Version));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Cleanup_ExpiredSessions_AreRemovedAndOthersStay(string kind)
    {
        await using var database = await SessionDatabase.CreateAsync(kind);
        var host = await database.StartAsync();
        for (var i = 0; i < 110; i++)
            await host.LogInAsync($"user{i}");
        database.Clock.Advance(SessionHost.Idle / 2);
        var session = await host.LogInAsync("alice");
        var cleanup = new ExpiredSessionCleanup(
            host.Store, database.Clock, NullLogger<ExpiredSessionCleanup>.Instance);

        database.Clock.Advance(SessionHost.Idle / 2);
        await cleanup.RunOnceAsync(default);
        Assert.Equal(111, await database.CountAsync());
        database.Clock.Advance(TimeSpan.FromMinutes(2));
        await cleanup.RunOnceAsync(default);
        Assert.Equal(1, await database.CountAsync());
        Assert.Equal("alice", await host.UseAsync(session));
    }
}
