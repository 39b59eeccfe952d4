namespace SampleService.Testing.Fakes;

/// <summary>Permissions of the workspace service in their order: n, r, w, a.</summary>
internal static class WorkspaceRank
{
    public static int Of(string permission) => permission switch
    {
        "n" => 0,
        "r" => 1,
        "w" => 2,
        "a" => 3,
        _ => throw new FormatException($"no such permission: {permission}"),
    };
}
