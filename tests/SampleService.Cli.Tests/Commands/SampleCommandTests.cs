using System.Globalization;
using SampleService.Cli.Tests.Support;

namespace SampleService.Cli.Tests.Commands;

/// <summary>Commands about samples.</summary>
[Collection(CliCollection.Name)]
public sealed class SampleCommandTests(CliServer server)
{
    [Fact]
    public async Task SampleCreate_NewVersionFromAFile_IsShown()
    {
        var id = await server.NewSampleAsync("alice");
        var file = Path.Combine(server.Process.DataDirectory, server.NewName("sample"));
        await File.WriteAllTextAsync(file, $$"""
            {
              "id": "{{id}}",
              "name": "soil, dried",
              "node_tree": [{"id": "core-1", "type": "BioReplicate", "meta_user": {"depth": {"value": 2.50} } }]
            }
            """);
        Assert.Equal("2", (await server.RunAsync("sample", "create", file, "--as-user", "alice", "--prior-version", "1")).Ok().Value("version"));

        var newest = (await server.RunAsync("sample", "get", id)).Ok();
        Assert.Equal(("2", "soil, dried", "alice"), (newest.Value("version"), newest.Value("name"), newest.Value("saved by")));
        Assert.Equal(["core-1", "BioReplicate", "-", "{}", """{"depth":{"value":2.50}}"""], newest.Rows[^1]);
        Assert.Equal("soil", (await server.RunAsync("sample", "get", id, "--version", "1")).Ok().Value("name"));
    }

    [Fact]
    public async Task SampleCreate_WithoutAUser_SaysThatOneIsNeeded()
    {
        var run = await server.Cli.RunWithInputAsync("""{"node_tree":[{"id":"a","type":"BioReplicate"}]}""", "sample", "create", "-");

        Assert.Equal((2, "Server Error found:\n[9] Error during execution\n- [30000] Missing input parameter: as_user\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task SampleFind_ShortFilter_ShowsWhatMatchesAndWhy()
    {
        var name = server.NewName("core");
        var sample = $$"""{"name": "{{name}}", "node_tree": [{"id": "core-1", "type": "BioReplicate", "meta_user": {"depth": {"value": 3.5, "units": "m"} } }]}""";
        var id = (await server.Cli.RunWithInputAsync(sample, "sample", "create", "-", "--as-user", "alice")).Ok().Value("id");

        var found = (await server.RunAsync("sample", "find", $"name={name}", "depth>=10ft", "--column", "depth", "--explain", "--count")).Ok();
        var none = (await server.RunAsync("sample", "find", $"name={name}", "depth>=12ft")).Ok();

        Assert.Contains($$$"""{"all":[{"on":"name","eq":"{{{name}}}"},{"on":"meta","key":"depth","gte":{"value":10,"unit":"ft"}}]}""", found.Error, StringComparison.Ordinal);
        Assert.Equal([id, "1", name, "alice"], found.Rows[1][..4]);
        Assert.Equal("3.5 m", found.Rows[1][6]);
        Assert.Contains("core-1: depth 3.5 m", found.Rows[1][7], StringComparison.Ordinal);
        Assert.Equal("1", found.Value("matching"));
        Assert.Single(none.Rows);
    }

    [Fact]
    public async Task SampleShare_Users_AreInTheAcls()
    {
        var id = await server.NewSampleAsync("alice");
        (await server.RunAsync("sample", "share", id, "--read", "bob", "--write", "admin", "--public")).Ok();
        var shared = (await server.RunAsync("sample", "acls", id)).Ok();
        (await server.RunAsync("sample", "share", id, "--remove", "bob", "--private")).Ok();
        var taken = (await server.RunAsync("sample", "acls", id)).Ok();

        Assert.Equal(("alice", "admin", "bob", "yes"), (shared.Value("owner"), shared.Value("write"), shared.Value("read"), shared.Value("public_read")));
        Assert.Equal(("admin", "-", "no"), (taken.Value("write"), taken.Value("read"), taken.Value("public_read")));
    }

    [Fact]
    public async Task Offer_MadeAndAnswered_IsWhatItsMethodsDo()
    {
        var id = await server.NewSampleAsync("alice");
        var expires = TimeProvider.System.GetUtcNow().AddDays(100).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        (await server.RunAsync("offer", "make", id, "bob", "--keep", "read", "--message", "yours", "--expires", expires, "--as-user", "alice")).Ok();
        Assert.Equal(["alice", "bob", "read", "yours"], (await server.RunAsync("offer", "list", "--limit", "1000")).Ok().Rows.Single(row => row[0] == id)[1..5]);
        var bob = new Samplectl().With("SAMPLECTL_TOKEN", server.Tokens.Bob);
        Assert.Contains((await bob.RunAsync("--url", server.Url, "offer", "list", "--limit", "1000")).Ok().Rows, row => row[0] == id);
        Assert.DoesNotContain((await bob.RunAsync("--url", server.Url, "offer", "list", "--by-me")).Ok().Rows, row => row[0] == id);
        (await server.RunAsync("offer", "decline", id, "--as-user", "bob")).Ok();
        (await server.RunAsync("offer", "make", id, "bob", "--as-user", "alice")).Ok();
        (await server.RunAsync("offer", "cancel", id, "--as-user", "alice")).Ok();
        (await server.RunAsync("offer", "make", id, "bob", "--as-user", "alice")).Ok();
        (await bob.RunAsync("--url", server.Url, "offer", "accept", id)).Ok();
        (await server.RunAsync("sample", "leave", id, "--as-user", "alice")).Ok();

        var acls = (await server.RunAsync("sample", "acls", id)).Ok();
        Assert.Equal(("bob", "-"), (acls.Value("owner"), acls.Value("admin")));
        Assert.Equal(2, (await server.RunAsync("offer", "accept", id, "--as-user", "bob")).ExitCode);
    }

    [Fact]
    public async Task SampleWithdraw_AndRestore_AreThoseOfTheMethods()
    {
        var id = await server.NewSampleAsync("alice");
        var tombstone = (await server.RunAsync("sample", "withdraw", id, "--reason", "a mistake", "--as-user", "alice")).Ok();
        Assert.Equal((id, "-", "a mistake", "alice"), (tombstone.Value("id"), tombstone.Value("version"), tombstone.Value("reason"), tombstone.Value("by")));
        Assert.Equal(2, (await server.RunAsync("sample", "get", id)).ExitCode);
        (await server.RunAsync("sample", "restore", id, "--as-user", "alice")).Ok();
        Assert.Equal(id, (await server.RunAsync("sample", "get", id)).Ok().Value("id"));
    }

    [Fact]
    public async Task RelateAndIdentify_Samples_AreThoseOfTheMethods()
    {
        var (id, other) = (await server.NewSampleAsync("alice"), await server.NewSampleAsync("alice"));
        var relation = (await server.RunAsync("relate", "part_of", id, other, "--to-version", "1", "--to-node", "core-1", "--as-user", "alice")).Ok();
        Assert.Equal(("part_of", "alice"), (relation.Value("type"), relation.Value("made by")));
        Assert.Contains("core-1", relation.Value("to"), StringComparison.Ordinal);
        var name = server.NewName("shelf");
        var identifier = (await server.RunAsync("identify", id, "~alice", name, "--node", "core-1", "--as-user", "alice")).Ok();
        Assert.Equal(("~alice", name, id, "core-1"), (identifier.Value("namespace"), identifier.Value("value"), identifier.Value("id"), identifier.Value("node")));
    }

    [Fact]
    public async Task SampleGet_AsAdminByUrl_UsesTheRightsOfTheToken()
    {
        var id = await server.NewSampleAsync("alice");
        var admin = new Samplectl().With("SAMPLECTL_TOKEN", server.Tokens.Admin);

        Assert.Equal(2, (await admin.RunAsync("--url", server.Url, "sample", "get", id)).ExitCode);
        Assert.Equal(id, (await admin.RunAsync("--url", server.Url, "sample", "get", id, "--as-admin")).Ok().Value("id"));
    }

    [Fact]
    public async Task SampleLinks_OfAVersion_AreRows()
    {
        var id = await server.NewSampleAsync("alice");
        var workspace = (await server.RunAsync("workspace", "create", "alice", server.NewName("workspace"))).Ok().Value("workspace");
        var upa = (await server.RunAsync("workspace", "object", "create", workspace, "run", "Sequencing.Run-1.0")).Ok().Value("upa");
        (await server.RunAsync(
            "rpc", "invoke", "SampleService.create_data_link",
            $$"""{"upa": "{{upa}}", "id": "{{id}}", "version": 1, "node": "core-1", "as_user": "alice"}""")).Ok();

        Assert.Equal([upa, "-", "core-1", "alice"], (await server.RunAsync("sample", "links", id, "1")).Ok().Rows[1][..4]);
        Assert.Single((await server.RunAsync("sample", "links", id, "1", "--at", "2001-01-01T00:00:00")).Ok().Rows);
    }

    [Fact]
    public async Task EventsTail_OfASample_ShowsItsEventsInOrder()
    {
        var id = await server.NewSampleAsync("alice");
        (await server.RunAsync("sample", "share", id, "--read", "bob")).Ok();

        var events = (await server.RunAsync("events", "tail", "--sample", id)).Ok();
        Assert.Equal(["NEW_SAMPLE", "ACL_CHANGE"], events.Rows.Skip(1).Select(row => row[2]));
        var position = events.Rows[1][0];
        var later = (await server.RunAsync("events", "tail", "--sample", id, "--after", position, "--types", "ACL_CHANGE", "--format", "json")).Ok();
        Assert.Contains("\"type\":\"ACL_CHANGE\"", Assert.Single(later.Output.Trim().Split('\n')), StringComparison.Ordinal);
        Assert.Equal(2, (await server.RunAsync("events", "tail", "--sample", "x")).ExitCode);
    }
}
