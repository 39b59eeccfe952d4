namespace SampleService.Storage;

/// <summary>What an empty stand-alone deployment begins with.</summary>
/// <param name="Accounts">Its accounts.</param>
/// <param name="Tokens">Tokens of these accounts.</param>
/// <param name="Workspace">Its only workspace, owned by one of them.</param>
/// <param name="Rights">Rights of others in the workspace.</param>
/// <param name="Objects">Names and types of the objects in the workspace.</param>
public sealed record Seed(
    IReadOnlyList<NewAccount> Accounts,
    IReadOnlyList<NewToken> Tokens,
    NewWorkspace Workspace,
    IReadOnlyList<WorkspaceGrant> Rights,
    IReadOnlyList<SeedObject> Objects);

/// <summary>An object that a stand-alone deployment begins with.</summary>
/// <param name="Type">The type of its first version, <c>Module.Type-major.minor</c>.</param>
public sealed record SeedObject(string Name, string Type);
