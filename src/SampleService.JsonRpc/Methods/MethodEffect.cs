namespace SampleService.JsonRpc;

/// <summary>What a method does to the platform, which decides the states that refuse it.</summary>
public enum MethodEffect
{
    /// <summary>It changes something.</summary>
    Write,

    /// <summary>It changes nothing.</summary>
    Read,

    /// <summary>It tells of the platform or governs it, so no state refuses it: status, states, members, discovery.</summary>
    Control,
}

/// <summary>Tells the effect of a method by its name.</summary>
internal static class MethodEffects
{
    private static readonly string[] ReadPrefixes =
        ["get_", "find_", "list_", "resolve_", "diff_", "explain_", "export_", "revalidate_"];

    /// <summary>The effect of a method whose descriptor says nothing else.</summary>
    public static MethodEffect Of(string module, string shortName) =>
        module is "PlatformState" or "Cluster" or "Node" or "rpc" or "system" || shortName == "status" ? MethodEffect.Control
        : module == "Events" && shortName == "unsubscribe" ? MethodEffect.Control
        : module == "Events" || Array.Exists(ReadPrefixes, prefix => shortName.StartsWith(prefix, StringComparison.Ordinal))
            || shortName is "validate_samples" or "whoami" ? MethodEffect.Read
        : MethodEffect.Write;
}
