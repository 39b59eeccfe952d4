using SampleService.Testing.Fakes;
using SampleService.Testing.Json;

namespace SampleService.Conformance.Tests.Fakes;

/// <summary>The workspace stand-in answers as the contract says the workspace service does.</summary>
public sealed class WorkspaceFakeTests : IAsyncLifetime
{
    private WorkspaceFake _workspace = null!;

    public async Task InitializeAsync() => _workspace = await WorkspaceFake.StartAsync();

    public async Task DisposeAsync() => await _workspace.DisposeAsync();

    [Fact]
    public async Task Permissions_PublicWorkspace_NamesUsersAndEverybody()
    {
        _workspace.AddWorkspace(7, owner: "user1", isPublic: true);
        _workspace.SetPermission(7, "user2", "w");

        Assert.Equal("""{"perms": [{"user1": "a", "user2": "w", "*": "r"}]}""", await AdministerAsync("""{"command": "getPermissionsMass", "params": {"workspaces": [{"id": 7}]}}"""));
    }

    [Theory]
    [InlineData(false, "No workspace with id 8 exists")]
    [InlineData(true, "Workspace 8 is deleted")]
    public async Task Permissions_NoWorkspace_SaysWhy(bool deleted, string message)
    {
        if (deleted)
        {
            _workspace.AddWorkspace(8);
            _workspace.SetDeleted(8);
        }

        Assert.Equal(JsonText.Write(message), await AdministerAsync("""{"command": "getPermissionsMass", "params": {"workspaces": [{"id": 8}]}}"""));
    }

    [Fact]
    public async Task ObjectInfo_MissingVersion_IsNull()
    {
        _workspace.AddWorkspace(7);
        Assert.Equal("7/1/2", _workspace.AddObject(7, 1, versions: 2, type: "Kind.Of-1.0"));

        var answer = JsonText.ParseMap(await AdministerAsync("""{"command": "getObjectInfo", "params": {"objects": [{"ref": "7/1/2"}, {"ref": "7/1/3"}], "ignoreErrors": 1}}"""));

        Assert.Equal("Kind.Of-1.0", ((JsonList)answer.List("infos")[0]!)[2]);
        Assert.Null(answer.List("infos")[1]);
    }

    [Fact]
    public async Task WorkspaceIds_OfAUser_AreTheirsAndThePublicOnes()
    {
        _workspace.AddWorkspace(1, owner: "user1");
        _workspace.AddWorkspace(2, owner: "user2");
        _workspace.AddWorkspace(3, owner: "user2", isPublic: true);
        const string Command = """{"command": "listWorkspaceIDs", "user": "user1", "params": {"perm": "r", "excludeGlobal": 0}}""";

        Assert.Equal("""{"workspaces": [1], "pub": [3]}""", await AdministerAsync(Command));
        _workspace.RemoveUser("user1");
        Assert.Equal("\"User user1 is not a valid user\"", await AdministerAsync(Command));
    }

    [Fact]
    public async Task Administer_OrdinaryToken_IsRefused() =>
        Assert.Equal("User user1 is not an admin", await FakeClient.CallAsync(_workspace.Url, "Workspace.administer", """{"command": "listModRequests"}""", "token-user1"));

    [Fact]
    public async Task Fail_UntilRecover_EveryCallFailsAndIsSeen()
    {
        _workspace.Fail("broken");
        Assert.Equal("\"broken\"", await AdministerAsync("""{"command": "listModRequests"}"""));
        _workspace.Recover();
        Assert.Equal("[]", await AdministerAsync("""{"command": "listModRequests"}"""));
        Assert.Equal(["Workspace.administer", "Workspace.administer"], _workspace.Calls.Select(c => c.Method));
    }

    private async Task<string> AdministerAsync(string command) =>
        JsonText.Write(await FakeClient.CallAsync(_workspace.Url, "Workspace.administer", command, WorkspaceFake.AdminToken));
}
