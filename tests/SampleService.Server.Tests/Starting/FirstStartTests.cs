using SampleService.Server.Tests.Support;
using SampleService.Testing.Json;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Starting;

/// <summary>What somebody finds who starts the service for the first time, and for the second.</summary>
public sealed class FirstStartTests
{
    private const string LastLine = "Stop it with";

    [Fact]
    public async Task FirstStart_EmptyFolder_SaysWhereItIsAndWhatToDo()
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions());
        await server.WaitForOutputAsync(LastLine, Patience.Token());

        var root = server.Url.GetLeftPart(UriPartial.Authority);
        Assert.Contains($"Sample Service listens on {root}\n", server.Output, StringComparison.Ordinal);
        Assert.Contains($"Tokens of alice, bob and admin: {SeedTokens.PathOf(server.DataDirectory)}\n", server.Output, StringComparison.Ordinal);
        Assert.Contains($"Data: {Path.Combine(server.DataDirectory, "samples.db")}\n", server.Output, StringComparison.Ordinal);
        var tokens = SeedTokens.Of(server);
        foreach (var token in new[] { tokens.Alice, tokens.Bob, tokens.Admin })
            Assert.DoesNotContain(token, server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_SayWhichVersionItIsWhereDocumentsAreAndWhetherTheDeploymentIsNew()
    {
        using var folder = new TemporaryDirectory();
        var version = (await ServerRun.ToEndAsync(new ServerOptions { Arguments = ["--version"] })).Output.TrimEnd('\n');
        foreach (var isFirst in new[] { true, false })
        {
            await using var server = await ServerProcess.StartAsync(new ServerOptions { DataDirectory = folder.Path });
            await server.WaitForOutputAsync(LastLine, Patience.Token());
            var lines = server.Output.Split('\n');

            Assert.Contains(version, lines);
            var documents = Assert.Single(lines, line => line.StartsWith("Documents: /", StringComparison.Ordinal))["Documents: ".Length..];
            Assert.True(File.Exists(Path.Combine(documents, "operations.md")), documents);
            Assert.Equal(isFirst, lines.Any(line => line.StartsWith("This is a new deployment: ", StringComparison.Ordinal)));
            var start = Assert.Single(lines, line => line.Contains("[1100]", StringComparison.Ordinal));
            Assert.Contains($"{version} listens on ", start, StringComparison.Ordinal);
            Assert.Contains(
                $", {(isFirst ? "new data" : "data")}: {Path.Combine(folder.Path, "samples.db")}, ", start, StringComparison.Ordinal);

            Assert.True(await server.StopAsync());
            Assert.EndsWith($"[1103] {version} has stopped", server.Output.TrimEnd('\n').Split('\n')[^1], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Start_DataDirectoryIsRelative_IsToldAsAWholePath()
    {
        using var folder = new TemporaryDirectory();
        await using var server = await ServerProcess.StartAsync(new ServerOptions
        {
            DataDirectory = folder.Path,
            Arguments = ["--Storage:DataDirectory", "mine"],
        });

        await server.WaitForOutputAsync($"Data: {Path.Combine(folder.Path, "mine", "samples.db")}", Patience.Token());
    }

    [Fact]
    public async Task Start_DatabaseThatEverybodyCanRead_Warns()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new TemporaryDirectory();
        (await ServerRun.ToEndAsync(new ServerOptions { DataDirectory = folder.Path, Arguments = ["migrate"] })).AssertSuccess();
        var database = Path.Combine(folder.Path, "samples.db");
        File.SetUnixFileMode(database, File.GetUnixFileMode(database) | UnixFileMode.OtherRead);

        await using var server = await ServerProcess.StartAsync(new ServerOptions { DataDirectory = folder.Path });
        await server.WaitForOutputAsync($"Every user of this machine can read the database {database}; chmod 600", Patience.Token());
    }

    [Fact]
    public async Task FirstStart_EmptyFolder_TokensAndDatabaseAreForTheirOwnerOnly()
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions());

        if (OperatingSystem.IsWindows())
            return;
        const UnixFileMode Others =
            UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(SeedTokens.PathOf(server.DataDirectory)));
        foreach (var file in new[] { "samples.db", "samples.db-wal", "samples.db-shm" }.Select(name => Path.Combine(server.DataDirectory, name)))
            Assert.Equal(UnixFileMode.None, File.Exists(file) ? File.GetUnixFileMode(file) & Others : UnixFileMode.None);
    }

    [Fact]
    public async Task Paste_FirstAndSecondStart_SampleComesBackThroughItsObject()
    {
        if (!Paste.CanRun)
            return;
        using var folder = new TemporaryDirectory();
        var data = Directory.CreateDirectory(Path.Combine(folder.Path, "my data")).FullName;

        Paste first;
        string tokens;
        await using (var server = await ServerProcess.StartAsync(new ServerOptions { DataDirectory = data }))
        {
            await server.WaitForOutputAsync(LastLine, Patience.Token());
            first = await Paste.RunAsync(Paste.LinesOf(server.Output));
            AssertRoundTrip(first);
            tokens = await File.ReadAllTextAsync(SeedTokens.PathOf(data));
            Assert.True(await server.StopAsync(), server.Output);
            Assert.Equal(0, server.ExitCode);
        }

        await using (var server = await ServerProcess.StartAsync(new ServerOptions { DataDirectory = data }))
        {
            await server.WaitForOutputAsync(LastLine, Patience.Token());
            Assert.Equal(tokens, await File.ReadAllTextAsync(SeedTokens.PathOf(data)));
            await AssertStillThereAsync(server, first);

            var second = await Paste.RunAsync(Paste.LinesOf(server.Output));
            AssertRoundTrip(second);
            Assert.NotEqual(first.Created.Text("id"), second.Created.Text("id"));
        }
    }

    [Fact]
    public async Task SecondStart_AccountsAndTokensMadeMeanwhile_AreAsTheyWereLeft()
    {
        using var folder = new TemporaryDirectory();
        var options = new ServerOptions { DataDirectory = folder.Path };
        string accounts, revoked, issued;
        await using (var server = await ServerProcess.StartAsync(options))
        {
            using var admin = new RpcClient(server.Url, SeedTokens.Of(server).Admin);
            await admin.ResultAsync("Standalone.create_account", """{"user":"carol","roles":["read_admin"]}""");
            issued = (await admin.MapAsync("Standalone.issue_token", """{"user":"carol"}""")).RequiredText("token");
            var other = await admin.MapAsync("Standalone.issue_token", """{"user":"carol"}""");
            revoked = other.RequiredText("token");
            await admin.ResultAsync("Standalone.revoke_token", $$"""{"token_id":{{other.Long("token_id")}}}""");
            await admin.ResultAsync("Standalone.disable_account", """{"user":"bob"}""");
            accounts = JsonText.Write(await admin.ResultAsync("Standalone.list_accounts"));
            server.Kill();
            await server.WaitForExitAsync(Patience.Token());
        }

        await using (var server = await ServerProcess.StartAsync(options))
        {
            using var admin = new RpcClient(server.Url, SeedTokens.Of(server).Admin);
            using var carol = new RpcClient(server.Url, issued);
            using var nobody = new RpcClient(server.Url, revoked);
            Assert.Equal(accounts, JsonText.Write(await admin.ResultAsync("Standalone.list_accounts")));
            Assert.Equal("read", (await carol.MapAsync("Standalone.whoami")).Text("administration"));
            (await nobody.CallAsync("Standalone.whoami")).AssertError(-32000, "Token validation failed: Invalid token");
            using var bob = new RpcClient(server.Url, SeedTokens.Of(server).Bob);
            (await bob.CallAsync("Standalone.whoami")).AssertError(-32000, "Token validation failed: Invalid token");
        }
    }

    [Fact]
    public async Task SecondProcess_SameFolder_IsRefusedInOneLineAndTheFirstGoesOn()
    {
        await using var first = await ServerProcess.StartAsync(new ServerOptions());

        var second = await ServerRun.ToEndAsync(new ServerOptions
        {
            DataDirectory = first.DataDirectory,
            Arguments = ["--urls", "http://127.0.0.1:0"],
        });

        second.AssertRefusal("samples.db");
        using var client = new RpcClient(first.Url, SeedTokens.Of(first).Alice);
        Assert.Equal("alice", (await client.MapAsync("Standalone.whoami")).Text("user"));
    }

    private static void AssertRoundTrip(Paste paste)
    {
        Assert.Equal(1, paste.Created.Integer("version"));
        var link = Assert.IsType<JsonMap>(paste.Linked.Find("new_link"));
        Assert.Equal(("1/1/1", paste.Created.Text("id"), "core-1"), (link.Text("upa"), link.Text("id"), link.Text("node")));
        Assert.Equal((paste.Created.Text("id"), "soil core", "alice"), (paste.Found.Text("id"), paste.Found.Text("name"), paste.Found.Text("user")));
        Assert.Equal(
            """[{"id": "core-1", "type": "BioReplicate", "parent": null, "meta_controlled": {}, "meta_user": {"depth": {"value": 2.5, "units": "m"}}, "source_meta": []}]""",
            JsonText.Write(paste.Found.Find("node_tree")));
    }

    private static async Task AssertStillThereAsync(ServerProcess server, Paste pasted)
    {
        using var alice = new RpcClient(server.Url, SeedTokens.Of(server).Alice);
        var sample = await alice.MapAsync("SampleService.get_sample", $$"""{"id":"{{pasted.Created.Text("id")}}"}""");
        Assert.Equal(JsonText.Write(pasted.Found), JsonText.Write(sample));
        var links = await alice.MapAsync("SampleService.get_data_links_from_data", """{"upa":"1/1/1"}""");
        Assert.Equal(JsonText.Write(pasted.Linked.Find("new_link")), JsonText.Write(Assert.Single(links.List("links"))));
    }
}
