using SampleService.Domain;
using SampleService.Upstream.Standalone;
using static SampleService.Upstream.Tests.Standalone.StandaloneHarness;

namespace SampleService.Upstream.Tests.Standalone;

/// <summary>Workspaces and objects of a stand-alone deployment, with the rules of the KBase ones.</summary>
public sealed class StandaloneWorkspaceTests
{
    private static readonly UserName Carol = new("carol");
    private static readonly WorkspaceId One = new(1), Two = new(2), Three = new(3);

    [Fact]
    public async Task FindPermission_OwnSharedAndPublic_AreDistinguished()
    {
        await using var alone = await WithWorkspaceAsync();
        await alone.Administration.SetPermissionAsync(One, Bob, WorkspacePermission.Write, default);
        Assert.Equal(
            [WorkspacePermission.Admin, WorkspacePermission.Write, WorkspacePermission.None, WorkspacePermission.None, WorkspacePermission.None],
            await PermissionsAsync(alone));
        await alone.Administration.SetWorkspacePublicAsync(One, true, default);
        Assert.Equal(
            [WorkspacePermission.Admin, WorkspacePermission.Write, WorkspacePermission.Read, WorkspacePermission.Read, WorkspacePermission.Read],
            await PermissionsAsync(alone));
        await alone.Administration.SetPermissionAsync(One, Bob, WorkspacePermission.None, default);
        await alone.Administration.SetPermissionAsync(One, Admin, WorkspacePermission.Admin, default);
        await alone.Administration.SetWorkspacePublicAsync(One, false, default);
        Assert.Equal(
            [WorkspacePermission.Admin, WorkspacePermission.None, WorkspacePermission.Admin, WorkspacePermission.None, WorkspacePermission.None],
            await PermissionsAsync(alone));

        static Task<WorkspacePermission[]> PermissionsAsync(StandaloneHarness alone) =>
            Task.WhenAll(new UserName?[] { Alice, Bob, Admin, Carol, null }
                .Select(user => alone.Workspaces.FindPermissionAsync(One, user, default).AsTask()));
    }

    [Fact]
    public async Task FindPermission_MissingAndDeleted_HaveTextsOfKBase()
    {
        await using var alone = await WithWorkspaceAsync();
        await ServiceFault.IsAsync(
            ErrorKind.NoSuchWorkspaceData, "No workspace with id 2 exists",
            () => alone.Workspaces.FindPermissionAsync(Two, Alice, default));
        await alone.Administration.SetWorkspaceDeletedAsync(One, true, default);
        await ServiceFault.IsAsync(
            ErrorKind.NoSuchWorkspaceData, "Workspace 1 is deleted",
            () => alone.Workspaces.FindPermissionAsync(One, Alice, default));
        await alone.Administration.SetWorkspaceDeletedAsync(One, false, default);
        Assert.Equal(WorkspacePermission.Admin, await alone.Workspaces.FindPermissionAsync(One, Alice, default));
    }

    [Fact]
    public async Task FindReadable_User_ReadsOwnSharedAndPublic()
    {
        await using var alone = await WithWorkspaceAsync();
        await alone.Administration.CreateWorkspaceAsync(Bob, "two", false, default);
        await alone.Administration.CreateWorkspaceAsync(Bob, "three", true, default);
        await alone.Administration.SetPermissionAsync(One, Bob, WorkspacePermission.Read, default);
        Assert.Equal([One, Three], await alone.Workspaces.FindReadableAsync(Alice, default));
        Assert.Equal([One, Two, Three], await alone.Workspaces.FindReadableAsync(Bob, default));
        Assert.Equal([Three], await alone.Workspaces.FindReadableAsync(null, default));
        Assert.Equal(
            [(One, WorkspacePermission.Read), (Two, WorkspacePermission.Admin), (Three, WorkspacePermission.Admin)],
            (await alone.Administration.ListVisibleWorkspacesAsync(Bob, default)).Select(view => (view.Workspace.Id, view.Permission)));
        Assert.Equal(
            [(Three, WorkspacePermission.Read)],
            (await alone.Administration.ListVisibleWorkspacesAsync(null, default)).Select(view => (view.Workspace.Id, view.Permission)));
        await alone.Administration.SetWorkspaceDeletedAsync(Three, true, default);
        Assert.Equal([One], await alone.Workspaces.FindReadableAsync(Alice, default));
        Assert.Empty(await alone.Workspaces.FindReadableAsync(null, default));
        Assert.Equal(3, (await alone.Administration.ListWorkspacesAsync(default)).Count);
    }

    [Fact]
    public async Task FindReadable_UnknownOrDisabledUser_IsNotAValidUser()
    {
        await using var alone = await WithWorkspaceAsync();
        await ServiceFault.IsAsync(
            ErrorKind.NoSuchUser, "User carol is not a valid user", () => alone.Workspaces.FindReadableAsync(Carol, default));
        await alone.Administration.SetAccountDisabledAsync(Bob, true, default);
        await ServiceFault.IsAsync(
            ErrorKind.NoSuchUser, "User bob is not a valid user", () => alone.Workspaces.FindReadableAsync(Bob, default));
        await ServiceFault.IsAsync(
            ErrorKind.NoSuchUser, "carol", () => alone.Administration.ListVisibleWorkspacesAsync(Carol, default));
    }

    [Fact]
    public async Task CreateObject_NumbersAndVersions_CountFromOne()
    {
        await using var alone = await WithWorkspaceAsync();
        Assert.Equal(Upa.Parse("1/1/1"), (await alone.Administration.CreateObjectAsync(One, "a", "M.T-1.0", default)).Newest);
        Assert.Equal(Upa.Parse("1/2/1"), (await alone.Administration.CreateObjectAsync(One, "b", "M.T-1.0", default)).Newest);
        Assert.Equal(Upa.Parse("1/1/2"), (await alone.Administration.CreateObjectVersionAsync(One, 1, null, default)).Newest);
        var third = await alone.Administration.CreateObjectVersionAsync(One, 1, "M.T-2.0", default);
        Assert.Equal((Upa.Parse("1/1/3"), "a", "M.T-2.0"), (third.Newest, third.Name, third.Type));
        Assert.Equal(
            ["M.T-1.0", "M.T-1.0", "M.T-2.0", null, null, null],
            await TypesAsync(alone, "1/1/1", "1/1/2", "1/1/3", "1/1/4", "1/3/1", "2/1/1"));
    }

    [Fact]
    public async Task FindObjectType_DeletedObjectOrWorkspace_IsNull()
    {
        await using var alone = await WithWorkspaceAsync();
        await alone.Administration.CreateObjectAsync(One, "a", "M.T-1.0", default);
        Assert.NotNull((await alone.Administration.SetObjectDeletedAsync(One, 1, true, default)).Deleted);
        Assert.Equal([null], await TypesAsync(alone, "1/1/1"));
        await ServiceFault.IsAsync(
            ErrorKind.NoSuchWorkspaceData, "Object 1/1 is deleted",
            () => alone.Administration.CreateObjectVersionAsync(One, 1, null, default));
        Assert.Null((await alone.Administration.SetObjectDeletedAsync(One, 1, false, default)).Deleted);
        Assert.Equal(["M.T-1.0"], await TypesAsync(alone, "1/1/1"));
        await alone.Administration.SetWorkspaceDeletedAsync(One, true, default);
        Assert.Equal([null], await TypesAsync(alone, "1/1/1"));
    }

    [Fact]
    public async Task AllChanges_DeletedOrMissingWorkspace_AreRefused()
    {
        await using var alone = await WithWorkspaceAsync();
        await alone.Administration.SetWorkspaceDeletedAsync(One, true, default);
        foreach (var (id, text) in new[] { (One, "Workspace 1 is deleted"), (Two, "No workspace with id 2 exists") })
        {
            await RefusedAsync(text, () => alone.Administration.SetWorkspacePublicAsync(id, true, default));
            await RefusedAsync(text, () => alone.Administration.SetPermissionAsync(id, Bob, WorkspacePermission.Read, default));
            await RefusedAsync(text, () => alone.Administration.CreateObjectAsync(id, "a", "M.T-1.0", default));
            await RefusedAsync(text, () => alone.Administration.CreateObjectVersionAsync(id, 1, null, default));
            await RefusedAsync(text, () => alone.Administration.SetObjectDeletedAsync(id, 1, true, default));
        }

        await RefusedAsync("No workspace with id 2 exists", () => alone.Administration.SetWorkspaceDeletedAsync(Two, true, default));
        await RefusedAsync("No workspace with id 2 exists", () => alone.Administration.GetWorkspaceAsync(Two, default));

        static Task RefusedAsync<T>(string text, Func<ValueTask<T>> call) =>
            ServiceFault.IsAsync(ErrorKind.NoSuchWorkspaceData, text, call);
    }

    [Fact]
    public async Task AllChanges_WrongValues_AreRefused()
    {
        await using var alone = await WithWorkspaceAsync();
        var administration = alone.Administration;
        await ServiceFault.IsAsync(ErrorKind.NoSuchUser, "carol", () => administration.CreateWorkspaceAsync(Carol, "x", false, default));
        await ServiceFault.IsAsync(ErrorKind.MissingParameter, "name", () => administration.CreateWorkspaceAsync(Alice, " ", false, default));
        await ServiceFault.IsAsync(ErrorKind.NoSuchUser, "carol", () => administration.SetPermissionAsync(One, Carol, WorkspacePermission.Read, default));
        await ServiceFault.IsAsync(
            ErrorKind.IllegalParameter, "the permission of the owner of workspace 1 cannot be changed",
            () => administration.SetPermissionAsync(One, Alice, WorkspacePermission.None, default));
        await ServiceFault.IsAsync(ErrorKind.MissingParameter, "name", () => administration.CreateObjectAsync(One, null, "M.T-1.0", default));
        await ServiceFault.IsAsync(ErrorKind.MissingParameter, "type", () => administration.CreateObjectAsync(One, "a", null, default));
        foreach (var type in new[] { "M.T", "M-1.0", "M.T-1", "M.T-a.0", "M.T-1.0-2.0", "1.T-1.0" })
            await ServiceFault.IsAsync(
                ErrorKind.IllegalParameter, $"type {type} must have the form Module.Type-major.minor",
                () => administration.CreateObjectAsync(One, "a", type, default));
        await administration.CreateObjectAsync(One, "a", "M.T-1.0", default);
        await ServiceFault.IsAsync(
            ErrorKind.IllegalParameter, "workspace 1 has an object with name a already",
            () => administration.CreateObjectAsync(One, "a", "M.T-1.0", default));
        await ServiceFault.IsAsync(
            ErrorKind.NoSuchWorkspaceData, "Object 1/2 does not exist",
            () => administration.CreateObjectVersionAsync(One, 2, null, default));
    }

    [Fact]
    public async Task GetWorkspace_Workspace_HasPermissionsAndObjects()
    {
        await using var alone = await WithWorkspaceAsync();
        await alone.Administration.SetPermissionAsync(One, Bob, WorkspacePermission.Read, default);
        var item = await alone.Administration.CreateObjectAsync(One, "a", "M.T-1.0", default);
        var details = await alone.Administration.GetWorkspaceAsync(One, default);
        Assert.Equal(new WorkspaceInfo(One, "one", Alice, false, Timestamp.Now(alone.Clock), null), details.Workspace);
        Assert.Equal([new PermissionEntry(Bob, WorkspacePermission.Read)], details.Permissions);
        Assert.Equal([item], details.Objects);
    }

    private static async Task<StandaloneHarness> WithWorkspaceAsync()
    {
        var alone = await WithAccountsAsync();
        Assert.Equal(One, (await alone.Administration.CreateWorkspaceAsync(Alice, "one", false, default)).Id);
        return alone;
    }

    private static async Task<IReadOnlyList<string?>> TypesAsync(StandaloneHarness alone, params string[] upas) =>
        await Task.WhenAll(upas.Select(upa => alone.Workspaces.FindObjectTypeAsync(Upa.Parse(upa), default).AsTask()));
}
