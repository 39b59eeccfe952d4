using System.Buffers.Text;
using System.Text;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Http;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Sessions;

/// <summary>What is kept of sessions, and where.</summary>
public sealed class SessionStorageTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Restart_Session_GoesOn()
    {
        string session, ended;
        await using (var server = await StartAsync(_folder.Path))
        {
            using var client = new SessionClient(server.Url);
            session = await client.LogInAsync(SeedTokens.Of(server).Alice);
            ended = await client.LogInAsync(SeedTokens.Of(server).Alice);
            await client.LogOutAsync(ended);
            server.Kill();
            await server.WaitForExitAsync(Patience.Token());
        }

        await using var next = await StartAsync(_folder.Path);
        using var caller = new SessionClient(next.Url);
        Assert.Contains("\"user\":\"alice\"", (await caller.CallAsync(session, "Standalone.whoami")).Body, StringComparison.Ordinal);
        Assert.Equal("401 Invalid_session", (await caller.CallAsync(ended)).Outcome);
        Assert.Equal("204", (await caller.LogOutAsync(session)).Outcome);
    }

    /// <summary>Another machine has nothing of this one but the files.</summary>
    [Fact]
    public async Task Files_Copied_HaveTheSessionsOfTheirTime()
    {
        string session;
        await using (var server = await StartAsync(_folder.Path))
        {
            using var client = new SessionClient(server.Url);
            session = await client.LogInAsync(SeedTokens.Of(server).Alice);
        }

        using var elsewhere = new TemporaryDirectory();
        foreach (var file in Directory.GetFiles(_folder.Path))
            if (Path.GetExtension(file) is not ".lock" and not ".pid")
                File.Copy(file, Path.Combine(elsewhere.Path, Path.GetFileName(file)));
        await using var there = await StartAsync(elsewhere.Path);
        await using var here = await StartAsync(_folder.Path);
        using var callsThere = new SessionClient(there.Url);
        using var callsHere = new SessionClient(here.Url);
        Assert.Equal("200", (await callsThere.CallAsync(session)).Outcome);
        await callsThere.LogOutAsync(session);
        Assert.Equal("401 Invalid_session", (await callsThere.CallAsync(session)).Outcome);
        Assert.Equal("200", (await callsHere.CallAsync(session)).Outcome);
    }

    [Fact]
    public async Task FilesAndLog_OfSessions_HaveNeitherIdNorToken()
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions
        {
            DataDirectory = _folder.Path,
            Arguments =
            [
                "--Logging:LogLevel:Default", "Trace", "--Logging:LogLevel:Microsoft", "Trace", "--Logging:LogLevel:Orleans", "Trace",
                "--Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics", "Trace",
            ],
            OutputKept = 50_000_000,
        });
        using var client = new SessionClient(server.Url);
        var token = SeedTokens.Of(server).Alice;
        var (session, ended) = (await client.LogInAsync(token), await client.LogInAsync(token));
        await client.CallAsync(session);
        await client.LogOutAsync(ended);
        await client.LogOutAsync(ended);
        Assert.True(await server.StopAsync());

        foreach (var secret in (string[])[session, ended, token])
        {
            Assert.DoesNotContain(secret, server.Output, StringComparison.Ordinal);
            foreach (var file in Directory.GetFiles(_folder.Path).Where(file => !file.EndsWith(".json", StringComparison.Ordinal)))
            {
                var content = await File.ReadAllBytesAsync(file);
                Assert.Equal(-1, content.AsSpan().IndexOf(Encoding.ASCII.GetBytes(secret)));
                if (secret != token)
                    Assert.Equal(-1, content.AsSpan().IndexOf(Base64Url.DecodeFromChars(secret)));
            }
        }
    }

    private static Task<ServerProcess> StartAsync(string folder) => ServerProcess.StartAsync(new ServerOptions { DataDirectory = folder });
}
