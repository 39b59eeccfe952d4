using SampleService.Domain;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>What every <see cref="IWorkspaceStore"/> does.</summary>
public abstract class WorkspaceStoreSpecification : StandaloneSpecification
{
    [StoreFact]
    public async Task Create_OfAnEnabledAccount_CountsFromOne()
    {
        await CreateAsync(Alice);
        var outcome = await Workspaces.CreateAsync(new NewWorkspace("w", Nobody, false, Now), default);
        Assert.Equal(new WorkspaceOutcome<Workspace>(WorkspaceStatus.NoSuchUser, null), outcome);
        var made = await MakeAsync("ñ", isPublic: false);
        Assert.Equal(new Workspace(new WorkspaceId(1), "ñ", Alice, false, Now, null), made);
        Assert.Equal(2, (await MakeAsync("ñ", isPublic: true)).Id.Value);
    }

    [StoreFact]
    public async Task Rights_DecideWhatIsSeen()
    {
        await CreateAsync(Alice);
        await CreateAsync(Bob);
        var own = await MakeAsync("own", isPublic: false);
        var shared = await MakeAsync("shared", isPublic: false);
        var open = await MakeAsync("open", isPublic: true);
        Assert.Equal(WorkspaceStatus.Done, await GrantAsync(shared, Bob, WorkspaceRight.Write));
        Assert.Equal(WorkspaceStatus.IsOwner, await GrantAsync(shared, Alice, WorkspaceRight.Read));
        Assert.Equal(WorkspaceStatus.NoSuchUser, await GrantAsync(shared, Nobody, WorkspaceRight.Read));
        Assert.Equal(WorkspaceStatus.Done, await GrantAsync(shared, Nobody, WorkspaceRight.None));

        async Task<string> SeenBy(UserName? user) => string.Join(
            ' ', (await Workspaces.ListReadableAsync(user, default))!.Select(seen => $"{seen.Workspace.Id}:{seen.Right}"));
        Assert.Equal("1:Admin 2:Admin 3:Admin", await SeenBy(Alice));
        Assert.Equal("2:Write 3:Read", await SeenBy(Bob));
        Assert.Equal("3:Read", await SeenBy(null));
        Assert.Null(await Workspaces.ListReadableAsync(Nobody, default));
        Assert.Null(await Workspaces.FindReadableAsync(Nobody, default));
        Assert.Equal([shared.Id, open.Id], (await Workspaces.FindReadableAsync(Bob, default))!.OrderBy(id => id.Value));
        Assert.Equal(WorkspaceRight.None, (await Workspaces.FindAsync(own.Id, Bob, default))!.Right);
        Assert.Equal(WorkspaceRight.None, (await Workspaces.FindAsync(own.Id, null, default))!.Right);

        await GrantAsync(shared, Bob, WorkspaceRight.Read);
        Assert.Equal([new WorkspaceGrant(Bob, WorkspaceRight.Read)], await Workspaces.ListRightsAsync(shared.Id, default));
        await GrantAsync(shared, Bob, WorkspaceRight.None);
        await Workspaces.SetPublicAsync(open.Id, false, default);
        Assert.Equal("", await SeenBy(Bob));
        Assert.True((await Workspaces.SetPublicAsync(own.Id, true, default)).Value!.IsPublic);
        Assert.Equal("1:Read", await SeenBy(null));
    }

    [StoreFact]
    public async Task Deleted_RefusesChangesUntilItIsBack()
    {
        await CreateAsync(Alice);
        var id = (await MakeAsync("w", isPublic: true)).Id;
        await Workspaces.CreateObjectAsync(id, "o", "A.B-1.0", Now, default);
        Assert.Equal(Now, (await Workspaces.SetDeletedAsync(id, Now, default)).Value!.Deleted);
        Assert.Equal(Now, (await Workspaces.SetDeletedAsync(id, Later, default)).Value!.Deleted);
        Assert.Equal(WorkspaceStatus.Deleted, (await Workspaces.SetPublicAsync(id, false, default)).Status);
        Assert.Equal(WorkspaceStatus.Deleted, (await Workspaces.CreateObjectAsync(id, "p", "A.B-1.0", Now, default)).Status);
        Assert.Empty((await Workspaces.ListReadableAsync(Alice, default))!);
        Assert.Null(await Workspaces.FindTypeAsync(new Upa(id, 1, 1), default));
        Assert.NotNull(await Workspaces.FindAsync(id, Alice, default));

        Assert.Null((await Workspaces.SetDeletedAsync(id, null, default)).Value!.Deleted);
        Assert.Equal("A.B-1.0", await Workspaces.FindTypeAsync(new Upa(id, 1, 1), default));
        Assert.Equal(WorkspaceStatus.NoSuchWorkspace, (await Workspaces.SetDeletedAsync(new WorkspaceId(99), Now, default)).Status);
        Assert.Equal(WorkspaceStatus.NoSuchWorkspace, (await Workspaces.SetPublicAsync(new WorkspaceId(99), true, default)).Status);
        Assert.Null(await Workspaces.FindAsync(new WorkspaceId(99), null, default));
    }

    [StoreFact]
    public async Task Objects_HaveVersionsWithoutGaps()
    {
        await CreateAsync(Alice);
        var id = (await MakeAsync("w", isPublic: true)).Id;
        var made = (await Workspaces.CreateObjectAsync(id, "o", "A.B-1.0", Now, default)).Value;
        Assert.Equal(new WorkspaceObject(new Upa(id, 1, 1), "o", "A.B-1.0", Now, null), made);
        Assert.Equal(WorkspaceStatus.NameTaken, (await Workspaces.CreateObjectAsync(id, "o", "A.B-1.0", Now, default)).Status);

        Assert.Equal(
            new WorkspaceObject(new Upa(id, 1, 2), "o", "A.B-1.0", Later, null),
            (await Workspaces.AddVersionAsync(id, 1, null, Later, default)).Value);
        Assert.Equal("A.C-2.0", (await Workspaces.AddVersionAsync(id, 1, "A.C-2.0", Later, default)).Value!.Type);
        Assert.Equal(WorkspaceStatus.NoSuchObject, (await Workspaces.AddVersionAsync(id, 9, null, Later, default)).Status);
        Assert.Equal("A.B-1.0", await Workspaces.FindTypeAsync(new Upa(id, 1, 2), default));
        Assert.Equal("A.C-2.0", await Workspaces.FindTypeAsync(new Upa(id, 1, 3), default));
        Assert.Null(await Workspaces.FindTypeAsync(new Upa(id, 1, 4), default));

        Assert.Equal(Now, (await Workspaces.SetObjectDeletedAsync(id, 1, Now, default)).Value!.Deleted);
        Assert.Equal(Now, (await Workspaces.SetObjectDeletedAsync(id, 1, Later, default)).Value!.Deleted);
        Assert.Equal(WorkspaceStatus.ObjectDeleted, (await Workspaces.AddVersionAsync(id, 1, null, Later, default)).Status);
        Assert.Null(await Workspaces.FindTypeAsync(new Upa(id, 1, 1), default));
        Assert.Equal(WorkspaceStatus.NoSuchObject, (await Workspaces.SetObjectDeletedAsync(id, 9, Now, default)).Status);
        Assert.Null((await Workspaces.SetObjectDeletedAsync(id, 1, null, default)).Value!.Deleted);
        Assert.Equal(3, Assert.Single(await Workspaces.ListObjectsAsync(id, default)).Newest.Version);
    }

    [StoreFact]
    public async Task ObjectsAndVersions_ManyAtOnce_AreNumberedWithoutGaps()
    {
        await CreateAsync(Alice);
        var id = (await MakeAsync("w", isPublic: true)).Id;
        var objects = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(async () =>
            (await Workspaces.CreateObjectAsync(id, $"o{i}", "A.B-1.0", Now, default)).Value!.Newest.Object)));
        Assert.Equal(Enumerable.Range(1, 20).Select(i => (long)i), objects.Order());
        var versions = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
            (await Workspaces.AddVersionAsync(id, 1, null, Now, default)).Value!.Newest.Version)));
        Assert.Equal(Enumerable.Range(2, 20).Select(i => (long)i), versions.Order());
        var names = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(async () =>
            (await Workspaces.CreateObjectAsync(id, "same", "A.B-1.0", Now, default)).Status)));
        Assert.Single(names, status => status == WorkspaceStatus.Done);
    }

    private async Task<Workspace> MakeAsync(string name, bool isPublic) =>
        (await Workspaces.CreateAsync(new NewWorkspace(name, Alice, isPublic, Now), default)).Value!;

    private async Task<WorkspaceStatus> GrantAsync(Workspace workspace, UserName user, WorkspaceRight right) =>
        (await Workspaces.SetRightAsync(workspace.Id, new WorkspaceGrant(user, right), default)).Status;
}
