using SampleService.Json;

namespace SampleService.JsonRpc;

/// <summary>A method that can be called.</summary>
/// <param name="Descriptor">All there is to know of it.</param>
/// <param name="Invoke">Carries it out.</param>
public sealed record RpcMethod(MethodDescriptor Descriptor, RpcMethodBody Invoke)
{
    /// <summary>Its full name, <c>Module.name</c>.</summary>
    public string Name { get; } = Descriptor.Name;

    /// <summary>The name without the module.</summary>
    public string ShortName { get; } = Descriptor.ShortName;

    /// <summary>Whether it needs a token.</summary>
    public TokenRequirement Token { get; } = Descriptor.Rights.Token;

    /// <summary>What it does to the platform.</summary>
    public MethodEffect Effect { get; } = Descriptor.Effect;

    /// <summary>Whether it needs nothing but the process, and so is answered while that starts.</summary>
    public bool IsOfProcess { get; } = Descriptor.Effect == MethodEffect.Control
        && (Descriptor.Rights.Token == TokenRequirement.None || Descriptor.Name.StartsWith("Node.", StringComparison.Ordinal));

    /// <summary>Whether it takes one argument, an object; else none.</summary>
    public bool TakesArgument { get; } = Descriptor.Parameters is not null;

    /// <summary>Whether the argument may be left out.</summary>
    public bool IsArgumentOptional { get; } = Descriptor.IsArgumentOptional;

    /// <summary>Whether it writes one value; else it has no result.</summary>
    public bool HasResult { get; } = Descriptor.Result is not null;

    /// <summary>Fixed shares of a call that reads many rows.</summary>
    public const int QueryShares = 4;

    /// <summary>How many fixed shares a call of it costs (<see cref="Admission.CallCost"/>).</summary>
    public int Shares { get; init; } = 1;

    /// <summary>Whether it is answered however busy the process is: busy is a state too, and no state refuses it.</summary>
    public bool IsAlwaysAdmitted { get; } = Descriptor.Effect == MethodEffect.Control;

    /// <summary>Whether members of the argument that it does not know are refused, else ignored.</summary>
    public bool RefusesUnknownMembers { get; init; }
}

/// <summary>
/// What a method does. An exception is turned into an error by the door's <see cref="IErrorTranslator"/>; what was
/// written until then is thrown away.
/// </summary>
/// <param name="call">The call: caller, request, cancellation.</param>
/// <param name="argument">The argument: an object or null; absent for methods without one.</param>
/// <param name="result">Takes the one value that is the result.</param>
public delegate ValueTask RpcMethodBody(RpcCall call, JsonValue argument, JsonOutput result);

/// <summary>Whether a method needs a token.</summary>
public enum TokenRequirement
{
    /// <summary>The token is not looked at.</summary>
    None,

    /// <summary>A caller without a valid token is anonymous.</summary>
    Optional,

    /// <summary>A caller without a valid token is refused.</summary>
    Required,
}
