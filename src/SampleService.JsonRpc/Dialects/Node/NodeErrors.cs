namespace SampleService.JsonRpc;

/// <summary>The errors as callers of the Node door see them (docs/errors.md).</summary>
internal static class NodeErrors
{
    public static readonly NodeFault NullId = new(8, "Use of null as id is discouraged") { When = "`id` is null" };
    public static readonly NodeFault EmptyId = new(11, "Use of an empty string as id is discouraged") { When = "`id` is an empty string" };
    public static readonly NodeFault IdType = new(7, "Invalid id type") { When = "`id` is neither a string nor a number" };
    public static readonly NodeFault NoVersion = new(3, "Missing version field") { When = "There is no `jsonrpc`" };
    public static readonly NodeFault VersionType = new(2, "Invalid version type, should be a string") { When = "`jsonrpc` is not a string" };
    public static readonly NodeFault Version = new(1, "Invalid version, 2.0 only") { When = "`jsonrpc` is not 2.0" };
    public static readonly NodeFault NoMethod = new(5, "Missing method field") { When = "There is no `method`" };
    public static readonly NodeFault MethodType = new(4, "Invalid method type, should be a string") { When = "`method` is not a string" };
    public static readonly NodeFault ParamsType = new(6, "Invalid params type. A Structured value is expected") { When = "`params` is neither an object nor a list" };
    public static readonly NodeFault NoRequest = new(-32600, "Invalid Request") { When = "The message is empty, or no object; an empty batch, or one of more than `Limits:BatchSize` calls; nested too deep" };

    /// <summary>The peer is neither root nor the user of the server.</summary>
    public static readonly NodeFault Unauthorized = new(10, "Unauthorized action")
    {
        When = "The peer is neither root nor the user of the server, and the method is for them; `data` names its user and group",
    };

    private static readonly NodeFault Failed = new(9, "Error during execution")
    {
        When = "The method failed, or a state of the platform refuses it: `data` is a list of codes of the catalogue, or of states, with their messages",
    };

    private static readonly NodeFault Parse = new(-32700, "Parse error") { When = "The message is not JSON" };
    private static readonly NodeFault MethodNotFound = new(-32601, "Method not found") { When = "There is no such method" };
    private static readonly NodeFault InvalidParams = new(-32602, "Invalid params") { When = "The parameters are not those of the method" };
    private static readonly NodeFault Internal = new(-32603, "Internal error") { When = "A fault of the service, which its log has" };

    private static readonly NodeFault[] InOrder =
    [
        Parse, NoRequest, NullId, EmptyId, IdType, NoVersion, VersionType, Version, NoMethod, MethodType, ParamsType, MethodNotFound, Unauthorized,
        InvalidParams, Failed, Internal,
    ];

    /// <summary>All of them, in the order in which they are looked for.</summary>
    public static IReadOnlyList<DoorError> All => [.. InOrder.Select(fault => new DoorError(fault.Code, fault.Message, fault.When))];

    /// <summary>The number with which a method fails.</summary>
    public static DoorError OfMethod => new(Failed.Code, Failed.Message, Failed.When);

    /// <summary>Number and title of an error that is none of the envelope.</summary>
    public static NodeFault Of(in RpcError error) => error.Kind switch
    {
        RpcErrorKind.Parse => Parse,
        RpcErrorKind.InvalidRequest => error.Message is { } reason ? new(NoRequest.Code, reason) : NoRequest,
        RpcErrorKind.MethodNotFound => MethodNotFound,
        RpcErrorKind.InvalidParams => InvalidParams,
        RpcErrorKind.Failure or RpcErrorKind.PlatformState => Failed,
        _ => Internal,
    };

    /// <summary>Why the method failed, for the list that goes with number 9; null for errors that have no such list.</summary>
    public static NodeFault? FindCause(in RpcError error) => error.Kind switch
    {
        RpcErrorKind.PlatformState => new(PlatformStateCodes.Of(error.State), error.Message ?? ""),
        RpcErrorKind.Failure => new(error.Code, Text(error)),
        _ => null,
    };

    private static string Text(in RpcError error) =>
        string.IsNullOrEmpty(error.Message) ? error.Type ?? ""
        : error.IsPlain ? error.Message
        : $"{error.Type}: {error.Message}";
}

/// <summary>A number with its text, as an error or as one of the causes of an error.</summary>
/// <param name="Code">The number.</param>
/// <param name="Message">What people read.</param>
internal readonly record struct NodeFault(int Code, string Message)
{
    /// <summary>When callers meet it, as a sentence of Markdown; empty for a cause.</summary>
    public string When { get; init; } = "";
}
