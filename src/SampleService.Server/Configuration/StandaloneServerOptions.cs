namespace SampleService.Server;

/// <summary>The built-in users and workspaces (configuration section <c>Standalone</c>).</summary>
public sealed class StandaloneServerOptions
{
    /// <summary>
    /// Whether an empty deployment gets accounts to try it with; when not given, only if it listens on loopback alone.
    /// </summary>
    public bool? Seed { get; set; }

    /// <summary>Whether administration methods answer callers on other machines too.</summary>
    public bool RemoteAdministration { get; set; }
}
