using SampleService.Testing.Http;

namespace SampleService.Cluster.Tests;

/// <summary>Sessions through three processes that are each alone.</summary>
[Collection(ThreeProcesses.Collection)]
public sealed class ProcessSessionTests(ThreeProcesses servers) : SessionTests(servers);

/// <summary>Sessions through a cluster of three silos.</summary>
[Collection(ThreeSilos.Collection)]
public sealed class SiloSessionTests(ThreeSilos servers) : SessionTests(servers);

/// <summary>A session is that of the whole deployment, through whichever server it began.</summary>
public abstract class SessionTests(ThreeServers servers)
{
    private const string Token = "token-user1";

    [PostgresFact]
    public async Task Login_AtOneServer_HoldsAtTheOthers()
    {
        var session = await servers.Sessions(0).LogInAsync(Token);
        await AssertAllAsync("200", session);
    }

    [PostgresFact]
    public async Task Logout_AtOneServer_HoldsForTheNextCallAtTheOthers()
    {
        for (var round = 0; round < 12; round++)
        {
            var session = await servers.Sessions(round).LogInAsync(Token);
            await AssertAllAsync("200", session);
            Assert.Equal("204", (await servers.Sessions(round + 1).LogOutAsync(session)).Outcome);
            await AssertAllAsync("401 Invalid_session", session);
            Assert.Equal("401 Invalid_session", (await servers.Sessions(round + 2).LogOutAsync(session)).Outcome);
        }
    }

    [PostgresFact]
    public async Task Logout_WhileCallsAreMadeEverywhere_HoldsForAllThatBeginAfterIt()
    {
        for (var round = 0; round < 5; round++)
        {
            var session = await servers.Sessions(round).LogInAsync(Token);
            var calls = Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() => CallAsync(i, session))));
            await servers.Sessions(round + 1).LogOutAsync(session);
            var after = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Task.Run(() => CallAsync(i, session))));
            Assert.All(after, answer => Assert.Equal("401 Invalid_session", answer.Outcome));
            Assert.All(await calls, answer => Assert.Contains(answer.Outcome, (string[])["200", "401 Invalid_session"]));
        }
    }

    [PostgresFact]
    public async Task Token_RefusedByItsIssuer_EndsTheSessionEverywhere()
    {
        var user = $"leaver{Guid.NewGuid():N}";
        var token = servers.Fakes.Auth.AddUser(user);
        var session = await servers.Sessions(0).LogInAsync(token);
        servers.Fakes.Auth.RevokeToken(token);
        // Nobody but the first server has asked for this token yet; the first one remembers it for a while.
        Assert.Equal("401 Invalid_session", (await CallAsync(1, session)).Outcome);
        await AssertAllAsync("401 Invalid_session", session);
    }

    [PostgresFact]
    public async Task Database_OfSessions_HasNeitherIdNorToken()
    {
        var session = await servers.Sessions(0).LogInAsync(Token);
        var rows = await servers.ScalarAsync<string>("SELECT string_agg(s::text, ' ') FROM grain_states AS s WHERE state_name = 'session'");
        Assert.Contains("user1", rows, StringComparison.Ordinal);
        Assert.DoesNotContain(session, rows, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, rows, StringComparison.Ordinal);
    }

    private Task<SessionAnswer> CallAsync(int server, string session) => servers.Sessions(server).CallAsync(session);

    private async Task AssertAllAsync(string outcome, string session)
    {
        for (var server = 0; server < servers.Count; server++)
            Assert.Equal(outcome, (await CallAsync(server, session)).Outcome);
    }
}
