using SampleService.Json;

namespace SampleService.JsonRpc;

/// <summary>
/// A call as KBase speaks JSON-RPC, and the two forms of answer that go with it (docs/api/README.md).
/// </summary>
internal readonly struct KBaseCall : ICall
{
    private readonly KBaseDoorMethods? _methods;
    private readonly Envelope _envelope;

    public KBaseCall(JsonValue request, KBaseDoorMethods methods)
    {
        _methods = methods;
        _envelope = new Envelope(request);
        Method = methods.Table.Find(_envelope.Method);
    }

    public RpcMethod? Method { get; }

    /// <summary>Whether success is not answered: the id is null or missing.</summary>
    private bool IsNotification => _envelope.Id.IsNullOrAbsent;

    /// <summary>Whether id and jsonrpc have values that a request may have.</summary>
    private bool IsWellFormed =>
        (_envelope.JsonRpc.Kind == JsonKind.Absent || _envelope.JsonRpc.IsText("2.0"u8)) && _envelope.Id.Kind is not (JsonKind.Array or JsonKind.Object);

    public string? DescribeName() => MethodTable.NameOf(_envelope.Method);

    public RpcError? FindFault() => _envelope.Method.Kind == JsonKind.String ? null : RpcError.NoRequest(Diagnose());

    public RpcError? FindFaultAfterCaller(out JsonValue argument)
    {
        argument = default;
        if (!IsWellFormed)
            return RpcError.NoRequest(Diagnose());
        if (Method is not { } method)
            return RpcError.MethodNotFound(_methods!.Table.DiagnoseUnknown(DescribeName()));
        return TryGetArgument(method, out argument) ? null : DiagnoseParameters();
    }

    public RpcError? RefuseAnonymous(string? presented, string? reason) => RpcError.Unauthenticated(
        presented is null ? $"Authentication required for {_methods!.ServiceName} but no authentication header was passed"
        : string.IsNullOrWhiteSpace(presented) ? "Token validation failed: Must supply token"
        : $"Token validation failed: {reason}");

    public void BeginResult(JsonOutput output)
    {
        output.Raw(
            _envelope.JsonRpc.Kind != JsonKind.Absent ? "{\"jsonrpc\":\"2.0\",\"result\":"u8
            : _envelope.Version.IsText("1.1"u8) ? "{\"version\":\"1.1\",\"result\":"u8
            : "{\"result\":"u8);
        if (Method!.HasResult)
            output.Raw("["u8);
    }

    public void EndResult(JsonOutput output)
    {
        if (IsNotification)
        {
            output.Clear();
            return;
        }

        output.Raw(Method!.HasResult ? "]"u8 : "null"u8);
        output.Raw(",\"id\":"u8);
        JsonStrings.WriteEscaped(output, _envelope.Id.Raw);
        output.Raw("}"u8);
    }

    public void WriteError(JsonOutput output, in RpcError error)
    {
        var told = KBaseErrors.Of(error);
        var message = KBaseErrors.Message(error) ?? (_methods is { IsStrict: true } ? error.Diagnosis : null);
        var isVersion2 = _envelope.Version.Kind == JsonKind.Absent && _envelope.JsonRpc.Kind != JsonKind.Absent;
        output.Raw("{\"error\":{\"code\":"u8);
        output.Integer(told.Code);
        output.Raw(",\"name\":"u8);
        output.Text(told.Name);
        output.Raw(",\"message\":"u8);
        output.Text(message);
        output.Raw(isVersion2 ? ",\"data\":null}"u8 : ",\"error\":null}"u8);
        if (_envelope.Id.Kind != JsonKind.Absent)
        {
            output.Raw(",\"id\":"u8);
            JsonStrings.WriteEscaped(output, _envelope.Id.Raw);
        }

        if (isVersion2)
        {
            output.Raw(",\"jsonrpc\":"u8);
            JsonStrings.WriteEscaped(output, _envelope.JsonRpc.Raw);
        }
        else if (_envelope.Version.Kind != JsonKind.Absent)
        {
            output.Raw(",\"version\":"u8);
            JsonStrings.WriteEscaped(output, _envelope.Version.Raw);
        }
        else
        {
            // A body that is no request is answered in the form of a parse error.
            output.Raw(_envelope.Kind == JsonKind.Object && _envelope.Method.Kind == JsonKind.String ? ",\"version\":\"1.0\""u8 : ",\"version\":\"1.1\""u8);
        }

        output.Raw("}"u8);
    }

    public void WriteShortError(JsonOutput output, in RpcError error) => WriteErrorWithoutCall(output, error);

    /// <summary>The answer to what could not be read as a call.</summary>
    public static void WriteErrorWithoutCall(JsonOutput output, in RpcError error) => default(KBaseCall).WriteError(output, error);

    /// <summary>What is wrong with a request that is none, or is not well-formed.</summary>
    private string Diagnose() =>
        _envelope.Kind == JsonKind.Array ? "a batch is not taken here"
        : _envelope.Kind != JsonKind.Object ? "a request must be an object"
        : _envelope.Method.Kind == JsonKind.Absent ? "method is missing"
        : _envelope.Method.Kind != JsonKind.String ? "method must be a string"
        : _envelope.Id.Kind is JsonKind.Array or JsonKind.Object ? "id must be a string, a number, a boolean or null"
        : "jsonrpc must be the string 2.0 if present";

    /// <summary>The argument of a method, which is absent if it takes none; false if the parameters do not fit.</summary>
    private bool TryGetArgument(RpcMethod method, out JsonValue argument)
    {
        argument = default;
        if (!IsList(_envelope.Params))
            return false;
        var items = _envelope.Params.Items;
        if (!items.MoveNext())
            return !method.TakesArgument || method.IsArgumentOptional;
        argument = items.Current;
        return method.TakesArgument && IsArgument(argument) && !items.MoveNext();
    }

    /// <summary>Why parameters do not fit.</summary>
    private RpcError DiagnoseParameters()
    {
        if (_envelope.Params.Kind == JsonKind.Object)
            return RpcError.InvalidParams("expected positional params, not keyword");
        if (!IsList(_envelope.Params))
            return RpcError.NoRequest("params must be a list");
        var items = _envelope.Params.Items;
        return RpcError.InvalidParams(
            !items.MoveNext() ? "not enough arguments"
            : !IsArgument(items.Current) ? "positional arg #1 is the wrong type"
            : "too many arguments");
    }

    private static bool IsList(JsonValue parameters) => parameters.IsNullOrAbsent || parameters.Kind == JsonKind.Array;

    private static bool IsArgument(JsonValue value) => value.Kind is JsonKind.Object or JsonKind.Null;
}
