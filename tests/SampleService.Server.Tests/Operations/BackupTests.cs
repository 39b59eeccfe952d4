using System.Collections.Concurrent;
using System.Diagnostics;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Json;
using SampleService.Testing.Postgres;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Operations;

/// <summary>The commands of docs/operations.md as they stand there, with writes going on: what was acknowledged before is in the copy, whole.</summary>
public sealed class BackupTests
{
    private const int Before = 50;

    private const UnixFileMode ForOthers = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    [ProgramFact("sqlite3")]
    public async Task Backup_SqliteWhileWritesGoOn_HasAllThatWasThereBefore()
    {
        using var copy = new TemporaryDirectory();
        await using var server = await ServerProcess.StartAsync(new ServerOptions());
        var token = SeedTokens.Of(server).Alice;

        var before = await WithWritesAsync(server, token, () => RunAsync(
            copy, "sqlite3 ", ("data/samples.db", Path.Combine(server.DataDirectory, "samples.db"))));

        Assert.True(await server.StopAsync());
        File.Move(Path.Combine(copy.Path, "backup.db"), Path.Combine(copy.Path, "samples.db"));
        await using var restored = await ServerProcess.StartAsync(new ServerOptions { DataDirectory = copy.Path });
        await AssertHasAsync(restored, token, before);
    }

    [PostgresFact]
    public async Task Backup_PostgreSqlWhileWritesGoOn_HasAllThatWasThereBefore()
    {
        using var copy = new TemporaryDirectory();
        var postgres = await PostgresServer.SharedAsync();
        var (from, to) = (await postgres.CreateDatabaseAsync(), await postgres.CreateDatabaseAsync());
        var token = await PrepareAsync(postgres, from);
        // The backup that is being made is no state of what is restored from it.
        await postgres.ExecuteAsync("INSERT INTO platform_states VALUES (5, 'carol', 'here', 0, 99999999999999, false, '')", from);
        Dictionary<string, int> before;
        await using (var server = await ServerProcess.StartAsync(OptionsFor(postgres, from)))
            before = await WithWritesAsync(server, token, () => RunAsync(
                copy, "pg_dump ", ("postgresql://samples@host/samples", Address(postgres, from))));

        await RunAsync(copy, "pg_restore ", ("postgresql://samples@host/restored", Address(postgres, to)));
        Assert.Equal(0, await postgres.ScalarAsync<long>("SELECT count(*) FROM platform_states", to));
        await using var restored = await ServerProcess.StartAsync(OptionsFor(postgres, to));
        await AssertHasAsync(restored, token, before);
    }

    [PostgresFact]
    public async Task Backup_WholePostgreSqlServerWhileWritesGoOn_HasAllThatWasThereBefore()
    {
        using var copy = new TemporaryDirectory();
        await using var postgres = await PostgresServer.StartAsync(durable: true);
        var database = await postgres.CreateDatabaseAsync();
        var token = await PrepareAsync(postgres, database);
        Dictionary<string, int> before;
        await using (var server = await ServerProcess.StartAsync(OptionsFor(postgres, database)))
            before = await WithWritesAsync(server, token, () => RunAsync(
                copy, "pg_basebackup ", ("postgresql://postgres@host", Address(postgres, "postgres"))));

        await postgres.StopImmediatelyAsync();
        await postgres.ReplaceDataAsync(Path.Combine(copy.Path, "base"));
        await postgres.RestartAsync();
        await using var restored = await ServerProcess.StartAsync(OptionsFor(postgres, database));
        await AssertHasAsync(restored, token, before);
    }

    private static string Address(PostgresServer postgres, string database) =>
        $"postgresql:///{database}?host={Uri.EscapeDataString(postgres.Folder)}&user=postgres";

    /// <summary>Makes tables and an administrator; gives their token.</summary>
    private static async Task<string> PrepareAsync(PostgresServer postgres, string database)
    {
        var run = await ServerRun.ToEndAsync(OptionsFor(postgres, database) with { Arguments = ["migrate"] });
        Assert.True(run.ExitCode == 0, run.Error);
        var made = await ServerRun.ToEndAsync(OptionsFor(postgres, database) with { Arguments = ["create-administrator", "carol"] });
        return made.Output.TrimEnd('\n').Split('\n')[^1];
    }

    private static ServerOptions OptionsFor(PostgresServer postgres, string database) => new()
    {
        Environment = new Dictionary<string, string>
        {
            ["Storage__Provider"] = "PostgreSql",
            ["Storage__ConnectionString"] = postgres.ConnectionString(database),
        },
    };

    /// <summary>Makes a backup while samples are saved; gives what was there before it began, ids and versions.</summary>
    private static async Task<Dictionary<string, int>> WithWritesAsync(ServerProcess server, string token, Func<Task> backUp)
    {
        using var client = new RpcClient(server.Url, token);
        var saved = new ConcurrentDictionary<string, int>();
        for (var i = 0; i < Before; i++)
            await SaveAsync(i % 5 == 0 ? null : saved.Keys.First());
        var before = saved.ToDictionary();
        using var end = new CancellationTokenSource();
        var goesOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var writing = Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                await SaveAsync(null);
                goesOn.TrySetResult();
            }
        });
        await goesOn.Task.WaitAsync(Patience.Token());
        var reached = saved.Count;
        await backUp();
        await end.CancelAsync();
        await writing;
        Assert.True(saved.Count > reached, "nothing was written meanwhile");
        return before;

        async Task SaveAsync(string? id)
        {
            var (made, version) = await client.SaveAsync(id is null ? SampleText.Small("first") : SampleText.Next(id));
            saved[made] = version;
        }
    }

    private static async Task AssertHasAsync(ServerProcess server, string token, Dictionary<string, int> before)
    {
        using var client = new RpcClient(server.Url, token);
        foreach (var (id, version) in before)
        {
            var sample = await client.MapAsync("SampleService.get_sample", $$"""{"id":"{{id}}"}""");
            Assert.Equal(version, sample.Integer("version"));
            Assert.Equal(version == 1 ? "first" : "next", sample.RequiredText("name"));
            Assert.Equal("root", Assert.IsType<JsonMap>(sample.List("node_tree")[0]).Text("id"));
        }

        // It goes on from there.
        var (_, next) = await client.SaveAsync(SampleText.Next(before.Keys.First()));
        Assert.Equal(before.Values.First() + 1, next);
    }

    /// <summary>Runs the one command of the document that begins so, in a folder, with a name for one of the document's.</summary>
    private static async Task RunAsync(TemporaryDirectory folder, string beginning, (string Documented, string Real) name)
    {
        var command = OperationsDocument.Command("umask ") + "\n" + OperationsDocument.Command(beginning);
        Assert.Contains(name.Documented, command, StringComparison.Ordinal);
        var start = new ProcessStartInfo("bash", ["-c", command.Replace(name.Documented, name.Real, StringComparison.Ordinal)])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{PostgresBinaries.Folder}{Path.PathSeparator}{start.Environment["PATH"]}";
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(Patience.Token());
        Assert.True(process.ExitCode == 0 && error.Length == 0, error);
        foreach (var made in Directory.EnumerateFileSystemEntries(folder.Path))
            if (!OperatingSystem.IsWindows())
                Assert.Equal(default, File.GetUnixFileMode(made) & ForOthers);
    }
}
