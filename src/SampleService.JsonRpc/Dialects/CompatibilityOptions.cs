using SampleService.Json;

namespace SampleService.JsonRpc;

/// <summary>
/// Chooses between the leniency of the KBase Sample Service 0.2.6, on which existing callers may depend, and what protects users
/// (configuration section <c>Compatibility</c>). The defaults are those of a stand-alone deployment.
/// </summary>
public sealed class CompatibilityOptions
{
    /// <summary>
    /// Whether mistakes of callers are refused: unknown members, and a wrong token on methods that need none. In this mode
    /// <c>Bearer </c> before a token is accepted, and the errors -32600 and -32601 say what is wrong. True in a stand-alone
    /// deployment and false with KBase upstream, unless given.
    /// </summary>
    public bool Strict { get; set; } = true;

    /// <summary>
    /// The form of numbers in metadata that is read. <see cref="NumberForm.AsSent"/> in a stand-alone deployment and
    /// <see cref="NumberForm.Shortest"/> with KBase upstream, unless given.
    /// </summary>
    public NumberForm NumberForm { get; set; } = NumberForm.AsSent;

    /// <summary>The defaults with KBase upstream: what callers of the KBase Sample Service are used to.</summary>
    public static CompatibilityOptions ForKBase() => new() { Strict = false, NumberForm = NumberForm.Shortest };
}
