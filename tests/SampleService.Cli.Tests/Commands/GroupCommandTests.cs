using SampleService.Cli.Tests.Support;

namespace SampleService.Cli.Tests.Commands;

/// <summary>Commands about groups of users.</summary>
[Collection(CliCollection.Name)]
public sealed class GroupCommandTests(CliServer server)
{
    [Fact]
    public async Task Group_CreatedAndUpdated_IsShownAndListed()
    {
        var name = server.NewName("lab");
        var created = (await server.RunAsync("group", "create", name, "--title", "The laboratory", "--members", "alice", "--members", "bob", "--as-user", "alice")).Ok();
        Assert.Equal((name, "The laboratory", "alice", "1"), (created.Value("name"), created.Value("title"), created.Value("owner"), created.Value("version")));
        var updated = (await server.RunAsync("group", "update", name, "--remove", "bob", "--add-managers", "bob", "--retired", "true", "--if-version", "1", "--as-user", "alice")).Ok();
        Assert.Equal(("alice", "bob", "yes", "2"), (updated.Value("members"), updated.Value("managers"), updated.Value("retired"), updated.Value("version")));
        Assert.Equal("no", (await server.RunAsync("group", "update", name, "--retired", "false", "--as-user", "alice")).Ok().Value("retired"));
        Assert.Equal("bob", (await server.RunAsync("group", "show", name)).Ok().Value("managers"));
        Assert.Contains((await server.RunAsync("group", "list")).Ok().Rows, row => row[0] == name && row[2] == "alice");
    }
}
