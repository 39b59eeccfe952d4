namespace SampleService.Server.Tests.Permissions;

/// <summary>One row of the matrix, without the method.</summary>
/// <param name="Caller">Who calls.</param>
/// <param name="AsAdmin">Whether administration mode is asked for.</param>
/// <param name="Sample">The sample the call is about; it has one link, to the workspace's object.</param>
internal sealed record Situation(Caller Caller, bool AsAdmin, MatrixSample Sample)
{
    public MatrixWorkspace Workspace => Sample.Workspace;

    /// <summary>What the caller has in the workspace: everybody with an account has the same.</summary>
    public DataRight Right => Caller.IsKnown ? Workspace.Right : DataRight.None;

    public override string ToString() =>
        $"{Caller.Name}{(AsAdmin ? " as_admin" : "")}, sample of {Sample.Owner}{(Sample.IsPublic ? " (public)" : "")}, "
        + $"workspace right {Right}{(Workspace.IsPublic ? " (public)" : "")}";
}
