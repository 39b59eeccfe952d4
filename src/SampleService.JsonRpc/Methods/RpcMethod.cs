using SampleService.Json;

namespace SampleService.JsonRpc;

/// <summary>A method that can be called.</summary>
/// <param name="Name">Its full name, <c>Module.name</c>.</param>
/// <param name="Token">Whether it needs a token.</param>
/// <param name="Invoke">Carries it out.</param>
public sealed record RpcMethod(string Name, TokenRequirement Token, RpcMethodBody Invoke)
{
    /// <summary>Whether it takes one argument, an object; else none.</summary>
    public bool TakesArgument { get; init; } = true;

    /// <summary>Whether it writes one value; else it has no result.</summary>
    public bool HasResult { get; init; } = true;

    /// <summary>Whether it is answered however busy the process is. For methods that cost nothing.</summary>
    public bool IsAlwaysAdmitted { get; init; }
}
