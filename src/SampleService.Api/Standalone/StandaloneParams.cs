using SampleService.Domain;
using SampleService.JsonRpc;
using static SampleService.Api.Checks;

namespace SampleService.Api;

/// <summary>Parameters and checks that methods of a stand-alone deployment share.</summary>
internal static class StandaloneParams
{
    public static readonly Member User =
        new Member("user", Schema.Text(100), "The account: lower case letters, digits and underscores, a letter first.").Required();

    public static readonly Member Workspace = new Member("workspace", Schema.Integer(1), "The workspace.").Required();

    public static readonly Member ObjectNumber = new Member("object", Schema.Integer(1), "The number of the object in its workspace.").Required();

    public static readonly Member Public = new(
        "public", Schema.Boolean with { IsNullable = true }, "Whether everybody may read it, callers without a token too. False when absent or null.");

    /// <summary>The rights of methods that administer.</summary>
    public static readonly MethodRights Administrators = new(TokenRequirement.Required)
    {
        Administration = AdministrationNeed.Full,
        IsForAdministrators = true,
    };

    /// <summary>The rights of methods on one workspace.</summary>
    public static readonly MethodRights WorkspaceAdministrators = Administrators with { IsOpenToWorkspaceAdministrators = true };

    /// <summary>What all methods that administer check first.</summary>
    /// <param name="method">The method.</param>
    /// <param name="who">Of whom the checks are made, where that is not everybody.</param>
    public static MethodCheck[] AdministratorChecks(string method, string who = "The caller") =>
    [
        RequiredToken,
        new($"{who} is on the service's own machine, unless `Standalone:RemoteAdministration` is true",
            Error(
                ErrorKind.Unauthorized,
                $"Method {method} is answered only to callers on the service's own machine (setting Standalone:RemoteAdministration)")),
        AsAdmin("full", method) with { Condition = $"{who} has full administration" },
    ];

    public static MethodCheck AccountExists { get; } = new("The account exists", Error(ErrorKind.NoSuchUser, "{user}"));

    public static MethodCheck WorkspaceExists { get; } = new(
        "The workspace exists", Error(ErrorKind.NoSuchWorkspaceData, "No workspace with id {workspace} exists"));

    public static MethodCheck WorkspaceIsThere { get; } = new(
        "The workspace exists and is not deleted",
        Error(ErrorKind.NoSuchWorkspaceData, "No workspace with id {workspace} exists"), Error(ErrorKind.NoSuchWorkspaceData, "Workspace {workspace} is deleted"));

    public static MethodCheck ObjectExists { get; } = new(
        "The object exists", Error(ErrorKind.NoSuchWorkspaceData, "Object {workspace}/{object} does not exist"));

    public static MethodCheck Text(string name) => new($"`{name}` is a string that is not blank", Missing(name), Illegal($"{name} must be a string"));

    public static MethodCheck OptionalText(string name) => new($"`{name}`, unless absent or null, is a string", Illegal($"{name} must be a string"));

    public static MethodCheck Number(string name) => new(
        $"`{name}` is an integer from 1 on", Missing(name), Illegal($"{name} must be an integer"), Illegal($"{name} must be an integer from 1 on"));

    public static MethodCheck Flag(string name) => new($"`{name}`, unless absent or null, is true or false", Illegal($"{name} must be true or false"));
}
