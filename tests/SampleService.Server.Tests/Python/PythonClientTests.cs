using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Postgres;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Python;

/// <summary>The Python client of the folder <c>clients/python</c> against a fresh server: its tutorial, and its own tests.</summary>
public sealed partial class PythonClientTests : IDisposable
{
    private static readonly string Client = Path.Combine(Documents.Root, "clients", "python");

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Data => Directory.CreateDirectory(Path.Combine(_folder.Path, "data")).FullName;

    [PythonFact]
    public async Task Tutorial_OnSqlite_PrintsWhatThePageSays()
    {
        await using var server = await StartOnSqliteAsync();
        await AssertTutorialAsync(server);
    }

    [PythonFact(needsPostgres: true)]
    public async Task Tutorial_OnPostgreSql_PrintsWhatThePageSays()
    {
        await using var server = await StartOnPostgreSqlAsync();
        await AssertTutorialAsync(server);
    }

    [PythonFact]
    public async Task Tests_OnSqlite_Pass()
    {
        await using var server = await StartOnSqliteAsync();
        await AssertTestsAsync(server);
    }

    [PythonFact(needsPostgres: true)]
    public async Task Tests_OnPostgreSql_Pass()
    {
        await using var server = await StartOnPostgreSqlAsync();
        await AssertTestsAsync(server);
    }

    private async Task AssertTutorialAsync(ServerProcess server)
    {
        var page = await Documents.ReadAsync("docs", "python.md");
        var expected = string.Concat(Printed().Matches(page).Select(block => block.Groups[1].Value));

        var (output, error) = await RunAsync(server, Path.Combine(Client, "tutorial.py"));

        Assert.Equal(("", expected), (error, output));
    }

    /// <summary>None of them is left out: all that need a server have one.</summary>
    private async Task AssertTestsAsync(ServerProcess server)
    {
        var (_, error) = await RunAsync(server, "-m", "unittest", "discover", Client);

        Assert.EndsWith("\nOK\n", error);
    }

    private Task<ServerProcess> StartOnSqliteAsync() => ServerProcess.StartAsync(new ServerOptions { DataDirectory = Data });

    /// <summary>On PostgreSQL no accounts are made by themselves: the same are made here, and their tokens lie in the same place.</summary>
    private async Task<ServerProcess> StartOnPostgreSqlAsync()
    {
        var postgres = await PostgresServer.SharedAsync();
        var options = new ServerOptions
        {
            DataDirectory = Data,
            Environment = new Dictionary<string, string>
            {
                ["Storage__Provider"] = "PostgreSql",
                ["Storage__ConnectionString"] = postgres.ConnectionString(await postgres.CreateDatabaseAsync()),
            },
        };
        await CommandAsync("migrate");
        var tokens = new JsonObject { ["admin"] = (await CommandAsync("create-administrator", "admin")).TrimEnd('\n').Split('\n')[^1] };
        var server = await ServerProcess.StartAsync(options);
        using var admin = new RpcClient(server.Url, (string)tokens["admin"]!);
        foreach (var user in new[] { "alice", "bob" })
        {
            await admin.ResultAsync("Standalone.create_account", $$"""{"user":"{{user}}"}""");
            tokens[user] = (await admin.MapAsync("Standalone.issue_token", $$"""{"user":"{{user}}"}""")).RequiredText("token");
        }

        await File.WriteAllTextAsync(SeedTokens.PathOf(Data), tokens.ToJsonString());
        return server;

        async Task<string> CommandAsync(params string[] command)
        {
            var run = await ServerRun.ToEndAsync(options with { Arguments = command });
            Assert.True(run.ExitCode == 0, run.Error);
            return run.Output;
        }
    }

    /// <summary>Runs Python in the folder of a server, whose tokens are where the page says.</summary>
    private async Task<(string Output, string Error)> RunAsync(ServerProcess server, params string[] arguments)
    {
        var start = new ProcessStartInfo("python3", arguments)
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SAMPLE_SERVICE_URL"] = server.Url.GetLeftPart(UriPartial.Authority);
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync(Patience.Token());
        Assert.True(process.ExitCode == 0, await error);
        return (output, await error);
    }

    [GeneratedRegex(@"^prints\n\n```\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Printed();
}
