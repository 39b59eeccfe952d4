using SampleService.Server;

namespace SampleService.Grains.Tests.Sessions;

/// <summary>What sessions stand for, and what ends them.</summary>
public sealed class GatewaySessionsTests
{
    public static TheoryData<string> Kinds => SessionDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Judge_SessionsOfTwoUsers_AreEachTheirs(string kind)
    {
        await using var database = await SessionDatabase.CreateAsync(kind);
        var host = await database.StartAsync();
        var (alice, bob) = (await host.LogInAsync("alice"), await host.LogInAsync("bob"));
        Assert.Equal("alice", await host.UseAsync(alice));
        Assert.Equal("bob", await host.UseAsync(bob));
        Assert.Equal("alice", await host.UseAsync(alice));
    }

    [Theory]
    [InlineData("")]
    [InlineData("never-made")]
    [InlineData("0123456789012345678901234567890123456789012")]
    [InlineData("s/12345678901234567890123456789012345678901")]
    public async Task Judge_IdThatWasNeverGiven_IsRefusedAndActivatesNothing(string id)
    {
        await using var database = await SessionDatabase.CreateAsync("SQLite");
        var host = await database.StartAsync();
        Assert.Null(await host.UseAsync(id));
        Assert.Equal(0, host.GrainCalls);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task End_InOneProcess_HoldsInTheOthersAtOnce(string kind)
    {
        await using var database = await SessionDatabase.CreateAsync(kind);
        var (here, there) = (await database.StartAsync(), await database.StartAsync());
        var (session, other) = (await here.LogInAsync("alice"), await there.LogInAsync("alice"));
        Assert.Equal("alice", await here.UseAsync(session));
        Assert.Equal("alice", await there.UseAsync(session));
        await there.LogOutAsync(session);
        Assert.Null(await here.UseAsync(session));
        Assert.Null(await there.UseAsync(session));
        Assert.Equal("alice", await here.UseAsync(other));
    }

    /// <summary>Each process has an activation of the grain, and the version that the other has written is not its own.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task End_AfterAnotherProcessHasWritten_EndsIt(string kind)
    {
        await using var database = await SessionDatabase.CreateAsync(kind);
        var (here, there) = (await database.StartAsync(), await database.StartAsync());
        var session = await here.LogInAsync("alice");
        database.Clock.Advance(SessionHost.Idle / 2);
        Assert.Equal("alice", await there.UseAsync(session));
        await here.LogOutAsync(session);
        Assert.Null(await there.UseAsync(session));
        Assert.Equal(0, await database.CountAsync());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task End_WhileOthersUseIt_NeverComesBack(string kind)
    {
        await using var database = await SessionDatabase.CreateAsync(kind);
        SessionHost[] hosts = [await database.StartAsync(), await database.StartAsync(), await database.StartAsync()];
        for (var round = 0; round < 10; round++)
        {
            var session = await hosts[round % 3].LogInAsync("alice");
            foreach (var host in hosts)
                await host.UseAsync(session);
            // Each of these would write.
            database.Clock.Advance(SessionHost.Idle / 2);
            var uses = Enumerable.Range(0, 12).Select(i => Task.Run(() => hosts[i % 3].UseAsync(session))).ToArray();
            await hosts[(round + 1) % 3].LogOutAsync(session);
            foreach (var host in hosts)
                Assert.Null(await host.UseAsync(session));
            await Task.WhenAll(uses);
            Assert.Equal(0, await database.CountAsync());
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task End_SessionThatHasEnded_ChangesNothing(string kind)
    {
        await using var database = await SessionDatabase.CreateAsync(kind);
        var host = await database.StartAsync();
        var session = await host.LogInAsync("alice");
        await host.LogOutAsync(session);
        await host.LogOutAsync(session);
        Assert.Null(await host.UseAsync(session));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Judge_TokenThatIsRefused_EndsTheSessionForGood(string kind)
    {
        await using var database = await SessionDatabase.CreateAsync(kind);
        var host = await database.StartAsync(isOwner: true);
        var (session, other) = (await host.LogInAsync("alice"), await host.LogInAsync("bob"));
        Assert.Equal("alice", await host.UseAsync(session));
        database.Tokens.Refuse("alice");
        Assert.Null(await host.UseAsync(session));
        database.Tokens.Accept("alice");
        Assert.Null(await host.UseAsync(session));
        Assert.Equal("bob", await host.UseAsync(other));
        Assert.Equal(1, await database.CountAsync());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Begin_MoreThanAUserMayHave_EndsTheOldest(string kind)
    {
        await using var database = await SessionDatabase.CreateAsync(kind);
        var (owner, here) = (await database.StartAsync(isOwner: true), await database.StartAsync());
        var other = await here.LogInAsync("bob");
        var sessions = new List<string>();
        for (var i = 0; i < GatewaySessions.MaxSessionsOfUser; i++)
        {
            sessions.Add(await owner.LogInAsync("alice"));
            database.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal("alice", await owner.UseAsync(sessions[0]));
        for (var i = 0; i < 2; i++)
        {
            var next = await owner.LogInAsync("alice");
            database.Clock.Advance(TimeSpan.FromMilliseconds(1));
            Assert.Null(await owner.UseAsync(sessions[i]));
            Assert.Null(await here.UseAsync(sessions[i]));
            Assert.Equal("alice", await owner.UseAsync(sessions[i + 1]));
            Assert.Equal("alice", await owner.UseAsync(next));
        }

        Assert.Equal("bob", await here.UseAsync(other));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Begin_ManyAtOnceInSeveralProcesses_LeavesAsManyAsAUserMayHave(string kind)
    {
        await using var database = await SessionDatabase.CreateAsync(kind);
        SessionHost[] hosts = [await database.StartAsync(), await database.StartAsync(), await database.StartAsync()];
        await Task.WhenAll(Enumerable.Range(0, 130).Select(i => Task.Run(() => hosts[i % 3].LogInAsync("alice"))));
        Assert.Equal(GatewaySessions.MaxSessionsOfUser, await database.CountAsync());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Judge_Owner_AnswersFromMemory(string kind)
    {
        await using var database = await SessionDatabase.CreateAsync(kind);
        var host = await database.StartAsync(isOwner: true);
        var session = await host.LogInAsync("alice");
        var calls = host.GrainCalls;
        for (var i = 0; i < 5; i++)
            Assert.Equal("alice", await host.UseAsync(session));
        Assert.Equal((0, calls), (host.Store.LookUps, host.GrainCalls));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Judge_SharedDatabase_TakesOneLookUp(string kind)
    {
        await using var database = await SessionDatabase.CreateAsync(kind);
        var host = await database.StartAsync();
        var session = await host.LogInAsync("alice");
        var calls = host.GrainCalls;
        for (var i = 0; i < 5; i++)
            Assert.Equal("alice", await host.UseAsync(session));
        Assert.Equal((5, calls), (host.Store.LookUps, host.GrainCalls));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Judge_DatabaseThatWasAnothersMeanwhile_IsAskedAgain(string kind)
    {
        await using var database = await SessionDatabase.CreateAsync(kind);
        var (owner, next) = (await database.StartAsync(isOwner: true), await database.StartAsync());
        var session = await owner.LogInAsync("alice");
        Assert.Equal("alice", await owner.UseAsync(session));
        owner.Ownership.Lose();
        await next.LogOutAsync(session);
        owner.Ownership.Gain();
        Assert.Null(await owner.UseAsync(session));
    }

    [Theory]
    [InlineData("'AAAA'")]
    [InlineData("'not base64 at all'")]
    [InlineData("(SELECT state ->> 'sealed_token' FROM grain_states AS other WHERE other.state ->> 'user' = 'mallory')")]
    public async Task Judge_TokenOfAnotherSession_IsRefused(string token)
    {
        await using var database = await SessionDatabase.CreateAsync("SQLite");
        var host = await database.StartAsync();
        var session = await host.LogInAsync("alice");
        await host.LogInAsync("mallory");
        await database.AskAsync(
            $"UPDATE grain_states SET version = 2, state = json_set(state, '$.sealed_token', {token}) WHERE state ->> 'user' = 'alice'");
        Assert.Null(await host.UseAsync(session));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Database_OfSessions_HasNeitherIdNorToken(string kind)
    {
        await using var database = await SessionDatabase.CreateAsync(kind);
        var host = await database.StartAsync();
        var session = await host.LogInAsync("alice");
        var row = await database.AskAsync("SELECT concat(service_id, state_name, key_text, key_n0, key_n1, state) FROM grain_states");
        Assert.Contains("alice", row, StringComparison.Ordinal);
        Assert.DoesNotContain(session, row!, StringComparison.Ordinal);
        Assert.DoesNotContain(KnownTokens.Of("alice"), row!, StringComparison.Ordinal);
    }
}
