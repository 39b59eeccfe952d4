using SampleService.Json;

namespace SampleService.JsonRpc;

/// <summary>A call as the gateway door has it: JSON-RPC 2.0, parameters by name or as one object by position (docs/gateway.md).</summary>
internal readonly struct GatewayCall : ICall
{
    private readonly GatewayRequest _request;
    private readonly Envelope _envelope;

    public GatewayCall(JsonValue call, GatewayRequest request)
    {
        _request = request;
        _envelope = new Envelope(call);
        Method = request.Methods.Find(_envelope.Method);
    }

    public RpcMethod? Method { get; }

    /// <summary>Whether it cannot be made without a token.</summary>
    public bool NeedsToken => IsWellFormed && Method is { Token: TokenRequirement.Required };

    /// <summary>Whether it is never answered: well-formed, and without an id.</summary>
    public bool IsNotification => _envelope.Id.Kind == JsonKind.Absent && IsWellFormed;

    /// <summary>Whether it takes another call of its connection back.</summary>
    public bool IsCancellation => _envelope.Method.IsText("$/cancelRequest"u8) && IsWellFormed;

    /// <summary>Whether its id may stand in an answer.</summary>
    public bool HasUsableId => _envelope.Id.Kind is JsonKind.String or JsonKind.Number or JsonKind.Null;

    /// <summary>Its id as it was written; empty if there is none.</summary>
    public ReadOnlySpan<byte> Id => _envelope.Id.Raw;

    private bool IsWellFormed => Diagnose() is null;

    /// <summary>The id of the call that this one takes back; absent if it is no such call, or names none.</summary>
    public JsonValue FindCancelled()
    {
        if (!IsCancellation || FindArgument(out var argument) is not null)
            return default;
        var id = argument["id"u8];
        return id.Kind is JsonKind.String or JsonKind.Number or JsonKind.Null ? id : default;
    }

    public string? DescribeName() => MethodTable.NameOf(_envelope.Method);

    public RpcError? FindFault()
    {
        if (Diagnose() is { } diagnosis)
            return RpcError.NoRequest(diagnosis);
        if (Method is null)
            return RpcError.MethodNotFound(_request.Methods.DiagnoseUnknown(DescribeName()));
        return Method.Token == TokenRequirement.Required && _request.IsAnonymous
            ? RpcError.Unauthenticated("The method needs a token, and there was none")
            : null;
    }

    public RpcError? FindFaultAfterCaller(out JsonValue argument)
    {
        var method = Method!;
        if (FindArgument(out argument) is { } fault)
            return fault;
        if (method.TakesArgument)
            return argument.Kind == JsonKind.Object || method.IsArgumentOptional
                ? null
                : RpcError.InvalidParams("an object with the parameters is missing");
        var isEmpty = argument.Kind == JsonKind.Absent || !argument.Members.MoveNext();
        argument = default;
        return isEmpty ? null : RpcError.InvalidParams("the method takes no parameters");
    }

    public RpcError? RefuseAnonymous(string? presented, string? reason) =>
        throw new InvalidOperationException("The gateway door judges what callers present before it reads their calls.");

    /// <summary>Writes the whole answer of what has no result.</summary>
    public void WriteNoResult(JsonOutput output)
    {
        BeginResult(output);
        output.Raw("null"u8);
        WriteId(output);
    }

    public void BeginResult(JsonOutput output) => output.Raw("{\"jsonrpc\":\"2.0\",\"result\":"u8);

    public void EndResult(JsonOutput output)
    {
        if (IsNotification)
        {
            output.Clear();
            return;
        }

        if (!Method!.HasResult)
            output.Raw("null"u8);
        WriteId(output);
    }

    public void WriteError(JsonOutput output, in RpcError error)
    {
        if (IsNotification)
            return;
        WriteStart(output, error, _request.CallId);
        WriteId(output);
    }

    public void WriteShortError(JsonOutput output, in RpcError error)
    {
        if (!IsNotification)
            WriteErrorWithoutCall(output, error, _request.CallId);
    }

    /// <summary>The answer to what could not be read as a call, or to a whole batch.</summary>
    public static void WriteErrorWithoutCall(JsonOutput output, in RpcError error, string callId)
    {
        WriteStart(output, error, callId);
        output.Raw(",\"id\":null}"u8);
    }

    /// <summary>The object of parameters, by itself or in a list of one; absent if there is none.</summary>
    private RpcError? FindArgument(out JsonValue argument)
    {
        argument = _envelope.Params;
        if (_envelope.Params.Kind != JsonKind.Array)
            return null;
        argument = default;
        var items = _envelope.Params.Items;
        if (!items.MoveNext())
            return null;
        argument = items.Current;
        return argument.Kind != JsonKind.Object || items.MoveNext()
            ? RpcError.InvalidParams("one object is expected, by itself or in a list of one")
            : null;
    }

    private static void WriteStart(JsonOutput output, in RpcError error, string callId)
    {
        output.Raw("{\"jsonrpc\":\"2.0\",\"error\":"u8);
        GatewayErrors.Write(output, error, callId);
    }

    private void WriteId(JsonOutput output)
    {
        output.Raw(",\"id\":"u8);
        if (_envelope.Id.Kind is JsonKind.String or JsonKind.Number)
            JsonStrings.WriteEscaped(output, _envelope.Id.Raw);
        else
            output.Raw("null"u8);
        output.Raw("}"u8);
    }

    /// <summary>What is wrong with the envelope; null for nothing.</summary>
    private string? Diagnose() =>
        _envelope.Kind != JsonKind.Object ? "a request must be an object"
        : !_envelope.JsonRpc.IsText("2.0"u8) ? "jsonrpc must be the string 2.0"
        : _envelope.Method.Kind == JsonKind.Absent ? "method is missing"
        : _envelope.Method.Kind != JsonKind.String ? "method must be a string"
        : _envelope.Params.Kind is not (JsonKind.Absent or JsonKind.Object or JsonKind.Array) ? "params must be an object or a list"
        : _envelope.Id.Kind is not (JsonKind.Absent or JsonKind.String or JsonKind.Number or JsonKind.Null) ? "id must be a string, a number or null"
        : null;
}

/// <summary>What the calls of one request share.</summary>
/// <param name="Methods">The methods of the door.</param>
/// <param name="IsAnonymous">Whether the caller presented nothing.</param>
/// <param name="CallId">The id that the log has.</param>
internal sealed record GatewayRequest(MethodTable Methods, bool IsAnonymous, string CallId);
