using Microsoft.AspNetCore.Http;
using SampleService.Domain;
using SampleService.Testing.Fakes;

namespace SampleService.Upstream.Tests.KBase;

/// <summary>What users may do with which data (docs/kbase.md).</summary>
public sealed class KBaseWorkspaceServiceTests
{
    private const string NotReached = "Error contacting the workspace service";

    private static readonly UserName User1 = new("user1"), User2 = new("user2"), User3 = new("user3"), User4 = new("user4");
    private static readonly WorkspaceId One = new(1);

    [Fact]
    public async Task FindPermission_OwnSharedAndPublic_AreDistinguished()
    {
        await using var fake = await WorkspaceFake.StartAsync();
        fake.AddWorkspace(1, "user1");
        fake.SetPermission(1, "user2", "w");
        fake.SetPermission(1, "user3", "r");
        await using var kbase = KBaseHarness.Over(fake.Url);
        await ExpectAsync(WorkspacePermission.Admin, WorkspacePermission.Write, WorkspacePermission.Read, WorkspacePermission.None, WorkspacePermission.None);
        fake.SetPublic(1, true);
        await ExpectAsync(WorkspacePermission.Admin, WorkspacePermission.Write, WorkspacePermission.Read, WorkspacePermission.Read, WorkspacePermission.Read);

        async Task ExpectAsync(params WorkspacePermission[] expected) =>
            Assert.Equal(
                expected,
                await Task.WhenAll(new UserName?[] { User1, User2, User3, User4, null }
                    .Select(user => kbase.Workspaces.FindPermissionAsync(One, user, default).AsTask())));
    }

    [Fact]
    public async Task FindPermission_MissingAndDeletedWorkspaces_AreNoSuchData()
    {
        await using var fake = await WorkspaceFake.StartAsync();
        fake.AddWorkspace(1);
        fake.SetDeleted(1);
        await using var kbase = KBaseHarness.Over(fake.Url);
        await ServiceFault.IsAsync(
            ErrorKind.NoSuchWorkspaceData, "Workspace 1 is deleted",
            () => kbase.Workspaces.FindPermissionAsync(One, User1, default));
        await ServiceFault.IsAsync(
            ErrorKind.NoSuchWorkspaceData, "No workspace with id 2 exists",
            () => kbase.Workspaces.FindPermissionAsync(new WorkspaceId(2), User1, default));
    }

    [Fact]
    public async Task FindPermission_Changes_AreSeenAtOnce()
    {
        await using var fake = await WorkspaceFake.StartAsync();
        fake.AddWorkspace(1);
        await using var kbase = KBaseHarness.Over(fake.Url);
        Assert.Equal(WorkspacePermission.None, await kbase.Workspaces.FindPermissionAsync(One, User2, default));
        fake.SetPermission(1, "user2", "a");
        Assert.Equal(WorkspacePermission.Admin, await kbase.Workspaces.FindPermissionAsync(One, User2, default));
        fake.SetPermission(1, "user2", "n");
        Assert.Equal(WorkspacePermission.None, await kbase.Workspaces.FindPermissionAsync(One, User2, default));
    }

    [Fact]
    public async Task FindObjectType_MissingAndDeleted_AreNull()
    {
        await using var fake = await WorkspaceFake.StartAsync();
        fake.AddWorkspace(1);
        fake.AddObject(1, 1, 2, "Module.Type-1.5");
        await using var kbase = KBaseHarness.Over(fake.Url);
        Assert.Equal("Module.Type-1.5", await kbase.Workspaces.FindObjectTypeAsync(Upa.Parse("1/1/2"), default));
        Assert.Null(await kbase.Workspaces.FindObjectTypeAsync(Upa.Parse("1/1/3"), default));
        Assert.Null(await kbase.Workspaces.FindObjectTypeAsync(Upa.Parse("1/2/1"), default));
        Assert.Null(await kbase.Workspaces.FindObjectTypeAsync(Upa.Parse("7/1/1"), default));
        fake.SetObjectDeleted(1, 1);
        Assert.Null(await kbase.Workspaces.FindObjectTypeAsync(Upa.Parse("1/1/1"), default));
    }

    [Fact]
    public async Task FindReadable_User_ReadsOwnSharedAndPublic()
    {
        await using var fake = await WorkspaceFake.StartAsync();
        fake.AddWorkspace(1, "user1");
        fake.AddWorkspace(2, "user2");
        fake.AddWorkspace(3, "user2");
        fake.AddWorkspace(4, "user2", isPublic: true);
        fake.AddWorkspace(5, "user1");
        fake.SetPermission(3, "user1", "r");
        fake.SetDeleted(5);
        await using var kbase = KBaseHarness.Over(fake.Url);
        Assert.Equal(Ids(1, 3, 4), await kbase.Workspaces.FindReadableAsync(User1, default));
        Assert.Equal(Ids(4), await kbase.Workspaces.FindReadableAsync(null, default));
        fake.AddUser("blind", blind: true);
        Assert.Empty(await kbase.Workspaces.FindReadableAsync(new UserName("blind"), default));
        await ServiceFault.IsAsync(
            ErrorKind.NoSuchUser, "User nobody is not a valid user",
            () => kbase.Workspaces.FindReadableAsync(new UserName("nobody"), default));
    }

    [Fact]
    public async Task AllCalls_Requests_HaveTheFormOfTheContract()
    {
        await using var stub = await StubServer.StartAsync(StubServer.Text(500, "{}"));
        await using var kbase = KBaseHarness.Over(stub.Url, new Uri(stub.Url, "/services/ws"));
        await Assert.ThrowsAsync<ServiceException>(async () => await kbase.Workspaces.FindPermissionAsync(new WorkspaceId(42), User1, default));
        await Assert.ThrowsAsync<ServiceException>(async () => await kbase.Workspaces.FindObjectTypeAsync(Upa.Parse("1/2/3"), default));
        await Assert.ThrowsAsync<ServiceException>(async () => await kbase.Workspaces.FindReadableAsync(User1, default));
        await Assert.ThrowsAsync<ServiceException>(async () => await kbase.Workspaces.FindReadableAsync(null, default));
        await Assert.ThrowsAsync<UpstreamConfigurationException>(() => CheckWorkspaceAsync(kbase, stub));
        Assert.Equal(
        [
            Body(1, "administer", """{"command":"getPermissionsMass","params":{"workspaces":[{"id":42}]}}"""),
            Body(2, "administer", """{"command":"getObjectInfo","params":{"objects":[{"ref":"1/2/3"}],"ignoreErrors":1}}"""),
            Body(3, "administer", """{"command":"listWorkspaceIDs","user":"user1","params":{"perm":"r","excludeGlobal":0}}"""),
            Body(4, "list_workspace_ids", """{"onlyGlobal":1}"""),
            Body(5, "administer", """{"command":"listModRequests"}"""),
        ],
        stub.Requests.Where(request => request.Verb == "POST").Select(request => request.Body));
        Assert.All(
            stub.Requests.Where(request => request.Verb == "POST"),
            request => Assert.Equal(
                ("/services/ws", "wsadmin-token", "application/json"),
                (request.Target, request.Authorization, request.ContentType)));

        static string Body(int id, string method, string parameter) =>
            $$"""{"version":"1.1","id":"{{id}}","method":"Workspace.{{method}}","params":[{{parameter}}]}""";
    }

    [Fact]
    public async Task AllCalls_OtherErrorTexts_ArePassedOn()
    {
        await using var fake = await WorkspaceFake.StartAsync();
        await using var kbase = KBaseHarness.Over(fake.Url);
        fake.Fail("Something broke");
        await EachFailsAsync(kbase, "Something broke");
        fake.Fail("a\tb\u200b\nc" + new string('x', 5000));
        await EachFailsAsync(kbase, "a\ufffdb\ufffd\nc" + new string('x', 4090));
    }

    [Fact]
    public async Task AllCalls_SpecialErrorTexts_CountOnlyWhereTheContractSaysSo()
    {
        await using var fake = await WorkspaceFake.StartAsync();
        await using var kbase = KBaseHarness.Over(fake.Url);
        fake.Fail("User x is not a valid user");
        await ServiceFault.IsAsync(
            ErrorKind.UpstreamFailure, "User x is not a valid user",
            () => kbase.Workspaces.FindPermissionAsync(One, User1, default));
        fake.Fail("Workspace 1 is deleted");
        await ServiceFault.IsAsync(
            ErrorKind.UpstreamFailure, "Workspace 1 is deleted",
            () => kbase.Workspaces.FindReadableAsync(User1, default));
    }

    [Theory]
    [InlineData(200, "rubbish")]
    [InlineData(502, "<html>")]
    [InlineData(200, "{}")]
    [InlineData(200, "[]")]
    [InlineData(200, "null")]
    [InlineData(200, """{"result": null}""")]
    [InlineData(200, """{"result": []}""")]
    [InlineData(200, """{"result": [{}]}""")]
    [InlineData(200, """{"result": {"perms": [{"user1": "a"}]}}""")]
    [InlineData(500, """{"result": [{"perms": [{"user1": "a"}], "infos": [[1, "n", "T.T-1.0"]], "workspaces": [1], "pub": []}]}""")]
    [InlineData(302, """{"result": [{"perms": [{"user1": "a"}], "infos": [[1, "n", "T.T-1.0"]], "workspaces": [1], "pub": []}]}""")]
    [InlineData(500, """{"error": {}}""")]
    [InlineData(500, """{"error": {"message": 5}}""")]
    [InlineData(500, """{"error": "text"}""")]
    [InlineData(200, """{"result": [{"perms": [], "infos": [], "workspaces": [1]}]}""")]
    [InlineData(200, """{"result": [{"perms": [null], "infos": [5], "workspaces": null, "pub": []}]}""")]
    [InlineData(200, """{"result": [{"perms": [{"user1": true}], "infos": [[1, "n"]], "workspaces": ["1"], "pub": []}]}""")]
    [InlineData(200, """{"result": [{"perms": [{"user1": "x"}], "infos": [[1, "n", null]], "workspaces": [1.5], "pub": []}]}""")]
    [InlineData(200, """{"result": [{"perms": [{"user1": "n", "user1": "a"}], "infos": [["a", "b", 5]], "workspaces": [0], "pub": []}]}""")]
    [InlineData(200, """{"result": [{"perms": [{"user1": "a", "*": 1}], "infos": [{}], "workspaces": [-1], "pub": []}]}""")]
    [InlineData(200, """{"result": [{"perms": "a", "infos": [[1, "n", ""]], "workspaces": {}, "pub": []}]}""")]
    public async Task AllCalls_UnusableResponses_AreFailures(int status, string body)
    {
        await using var stub = await StubServer.StartAsync(StubServer.Text(status, body));
        await using var kbase = KBaseHarness.Over(stub.Url);
        await EachFailsAsync(kbase, NotReached);
    }

    [Fact]
    public async Task AllCalls_HalfABody_AreFailures()
    {
        await using var stub = await StubServer.StartAsync(async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync(
                """{"result": [{"perms": [{"user1": "a"}], "infos": [[1, "n", "T.T-1.0"]], "workspaces": [1], "pub": [1]}]}""");
            context.Abort();
        });
        await using var kbase = KBaseHarness.Over(stub.Url);
        await EachFailsAsync(kbase, NotReached);
    }

    /// <summary>What counts is what it is, and not what it is called.</summary>
    [Theory]
    [InlineData("text/html")]
    [InlineData("text/plain; charset=latin1")]
    [InlineData("x")]
    public async Task FindPermission_WrongContentType_IsReadForWhatItIs(string type)
    {
        await using var stub = await StubServer.StartAsync(context =>
        {
            context.Response.ContentType = type;
            return context.Response.WriteAsync("""{"result": [{"perms": [{"user1": "w"}]}]}""");
        });
        await using var kbase = KBaseHarness.Over(stub.Url);
        Assert.Equal(WorkspacePermission.Write, await kbase.Workspaces.FindPermissionAsync(One, User1, default));
    }

    [Fact]
    public async Task AllCalls_ErrorBesideResult_IsTheError()
    {
        await using var stub = await StubServer.StartAsync(StubServer.Text(
            200, """{"result": [{"perms": [{"user1": "a"}]}], "error": {"message": "not so"}}"""));
        await using var kbase = KBaseHarness.Over(stub.Url);
        await ServiceFault.IsAsync(
            ErrorKind.UpstreamFailure, "not so", () => kbase.Workspaces.FindPermissionAsync(One, User1, default));
    }

    [Fact]
    public async Task FindPermission_UserNamedStar_HasNoOwnPermission()
    {
        await using var stub = await StubServer.StartAsync(
            StubServer.Text(200, """{"version": "1.1", "result": [{"perms": [{"*": "a"}]}], "error": null}"""));
        await using var kbase = KBaseHarness.Over(stub.Url);
        Assert.Equal(WorkspacePermission.Read, await kbase.Workspaces.FindPermissionAsync(One, new UserName("*"), default));
        Assert.Equal(WorkspacePermission.Read, await kbase.Workspaces.FindPermissionAsync(One, null, default));
    }

    [Fact]
    public async Task AllCalls_NoConnection_AreFailuresWithoutInternals()
    {
        var stub = await StubServer.StartAsync();
        var address = stub.Url;
        await stub.DisposeAsync();
        await using var kbase = KBaseHarness.Over(address);
        await EachFailsAsync(kbase, NotReached);
        Assert.DoesNotContain("wsadmin-token", kbase.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AllCalls_Timeout_AreFailures()
    {
        await using var stub = await StubServer.StartAsync();
        stub.Hold();
        await using var kbase = KBaseHarness.Over(stub.Url, TimeSpan.FromMilliseconds(200));
        await EachFailsAsync(kbase, NotReached);
    }

    private static async Task EachFailsAsync(KBaseHarness kbase, string text)
    {
        await ServiceFault.IsAsync(ErrorKind.UpstreamFailure, text, () => kbase.Workspaces.FindPermissionAsync(One, User1, default));
        await ServiceFault.IsAsync(ErrorKind.UpstreamFailure, text, () => kbase.Workspaces.FindObjectTypeAsync(Upa.Parse("1/1/1"), default));
        await ServiceFault.IsAsync(ErrorKind.UpstreamFailure, text, () => kbase.Workspaces.FindReadableAsync(User1, default));
        await ServiceFault.IsAsync(ErrorKind.UpstreamFailure, text, () => kbase.Workspaces.FindReadableAsync(null, default));
    }

    // The auth part of the check has to pass for the other part to be reached.
    private static Task CheckWorkspaceAsync(KBaseHarness kbase, StubServer stub)
    {
        var failing = stub.Answer;
        stub.Answer = context => context.Request.Method == "GET" ? StubServer.Text(200, "{}")(context) : failing(context);
        return kbase.Check.CheckAsync(default);
    }

    private static HashSet<WorkspaceId> Ids(params long[] ids) => [.. ids.Select(id => new WorkspaceId(id))];
}
