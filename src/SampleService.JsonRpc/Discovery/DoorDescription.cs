namespace SampleService.JsonRpc;

/// <summary>What is to be told of a door and its dialect beside its methods.</summary>
/// <param name="Summary">How its calls, answers and errors look.</param>
/// <param name="IsByPosition">Whether parameters are one object by position alone; else by name too.</param>
/// <param name="Errors">All its errors.</param>
/// <param name="OfMethod">How it shows a code of the catalogue; null where its own number says it.</param>
internal sealed record DoorDescription(string Summary, bool IsByPosition, IReadOnlyList<DoorError> Errors, Func<int, DoorError>? OfMethod)
{
    private static readonly DoorDescription KBase = new(
        "JSON-RPC 1.1, 2.0 or without a version, by HTTP POST. A method takes one object by position, or nothing. "
        + "`result` is a list with the one value described here, and `null` for methods without a result. "
        + "Errors with a code of their own come as -32000 with the message `Sample service error code {code} {message}: {detail}`; "
        + "the details are in `data` here.",
        IsByPosition: true, KBaseErrors.All, OfMethod: null);

    private static readonly DoorDescription Gateway = new(
        "JSON-RPC 2.0 by HTTP POST to /gateway/json-rpc; a list of requests is a batch. Parameters are given by name, or as that one object "
        + "in a list. `result` is the value described here itself, and `null` for methods without a result. The error of a method has in its "
        + "`data` one object: code, type and message of the catalogue.",
        IsByPosition: false, GatewayErrors.All, GatewayErrors.OfCode);

    private static readonly DoorDescription Node = new(
        "Strict JSON-RPC 2.0 over a Unix socket, one message after the other; a list of requests is a batch. Parameters are given by name, or "
        + "as that one object in a list. `result` is the value described here itself, and `null` for methods without a result. The error of "
        + "a method has as its `data` a list of objects: code and message of the catalogue.",
        IsByPosition: false, NodeErrors.All, static _ => NodeErrors.OfMethod);

    /// <summary>The description of one door.</summary>
    public static DoorDescription Of(Doors door) => door switch
    {
        Doors.KBase => KBase,
        Doors.Gateway => Gateway,
        Doors.Node => Node,
        _ => throw new ArgumentOutOfRangeException(nameof(door), door, "One door is described at a time."),
    };
}
