using SampleService.Json;

namespace SampleService.JsonRpc;

/// <summary>A call of the Node door, strict JSON-RPC 2.0 (docs/node.md). Of several faults the first in the order of checks is told.</summary>
internal readonly struct NodeCall : ICall
{
    /// <summary>The code of the catalogue, for log and metrics.</summary>
    private const int UnauthorizedCode = 20000;

    private readonly MethodTable? _methods;
    private readonly NodePeer? _peer;
    private readonly JsonValue _id;
    private readonly JsonValue _name;
    private readonly JsonValue _params;

    /// <summary>What is wrong with the envelope; null for nothing.</summary>
    private readonly NodeFault? _fault;

    /// <summary>What stands before the answer; 0 for nothing.</summary>
    private readonly byte _separator;

    /// <param name="request">The value that was sent.</param>
    /// <param name="methods">The methods of the door.</param>
    /// <param name="peer">Who calls.</param>
    /// <param name="separator">What stands before its answer in that to a batch; 0 for nothing.</param>
    public NodeCall(JsonValue request, MethodTable methods, NodePeer peer, byte separator)
    {
        (_methods, _peer, _separator) = (methods, peer, separator);
        var envelope = new Envelope(request);
        (_name, _params) = (envelope.Method, envelope.Params);
        var idFault = FindIdFault(envelope.Id);
        _id = idFault is null ? envelope.Id : default;
        _fault = !envelope.HasMembers ? NodeErrors.NoRequest
            : idFault ?? FindVersionFault(envelope.JsonRpc) ?? FindMethodFault(_name, _params);
        Method = methods.Find(_name);
    }

    public RpcMethod? Method { get; }

    /// <summary>Whether it is never answered: a valid request without an id, whatever comes of it.</summary>
    private bool IsNotification => _fault is null && _id.Kind == JsonKind.Absent;

    private bool IsDenied => _fault is null && Method is { Descriptor.Rights.IsOpenToLocalUsers: false } && !_peer!.IsPrivileged;

    /// <summary>The parameters by name, or the first by position; absent if there is none.</summary>
    private JsonValue FirstParameter
    {
        get
        {
            var items = _params.Items;
            return _params.Kind == JsonKind.Object ? _params : items.MoveNext() ? items.Current : default;
        }
    }

    public string? DescribeName() => MethodTable.NameOf(_name);

    public RpcError? FindFault() =>
        _fault is { } fault ? RpcError.NoRequest(fault.Message)
        : Method is null ? RpcError.MethodNotFound(_methods!.DiagnoseUnknown(DescribeName()))
        : IsDenied ? RpcError.Failure(UnauthorizedCode, "Unauthorized", _peer!.Denial.Message)
        : FindMisfit(Method) is { } misfit ? RpcError.InvalidParams(misfit) with { Diagnosis = misfit }
        : null;

    /// <summary>The caller is known before the call is read, so all faults have been found.</summary>
    public RpcError? FindFaultAfterCaller(out JsonValue argument)
    {
        argument = Method!.TakesArgument ? FirstParameter : default;
        return null;
    }

    /// <summary>The door knows who calls before the call is read.</summary>
    public RpcError? RefuseAnonymous(string? presented, string? reason) => null;

    public void BeginResult(JsonOutput output)
    {
        WriteSeparator(output);
        output.Raw("{\"jsonrpc\":\"2.0\",\"result\":"u8);
    }

    public void EndResult(JsonOutput output)
    {
        if (IsNotification)
        {
            output.Clear();
            return;
        }

        if (!Method!.HasResult)
            output.Raw("null"u8);
        WriteEnd(output);
    }

    public void WriteError(JsonOutput output, in RpcError error)
    {
        if (IsNotification)
            return;
        if (IsDenied)
            Write(output, NodeErrors.Unauthorized, _peer!.Denial);
        else
            Write(output, _fault ?? NodeErrors.Of(error), NodeErrors.FindCause(error));
    }

    public void WriteShortError(JsonOutput output, in RpcError error)
    {
        if (!IsNotification)
            new NodeCall(_separator).Write(output, NodeErrors.Of(error), NodeErrors.FindCause(error));
    }

    /// <summary>The answer to what could not be read as a call.</summary>
    public static void WriteErrorWithoutCall(JsonOutput output, in RpcError error) =>
        default(NodeCall).Write(output, NodeErrors.Of(error), NodeErrors.FindCause(error));

    private NodeCall(byte separator) => _separator = separator;

    private static NodeFault? FindIdFault(JsonValue id) => id.Kind switch
    {
        JsonKind.Absent or JsonKind.Number => null,
        JsonKind.Null => NodeErrors.NullId,
        JsonKind.String => id.RawContent.IsEmpty ? NodeErrors.EmptyId : null,
        _ => NodeErrors.IdType,
    };

    private static NodeFault? FindVersionFault(JsonValue version) =>
        version.Kind == JsonKind.Absent ? NodeErrors.NoVersion
        : version.Kind != JsonKind.String ? NodeErrors.VersionType
        : !version.IsText("2.0"u8) ? NodeErrors.Version
        : null;

    private static NodeFault? FindMethodFault(JsonValue name, JsonValue parameters) =>
        name.Kind == JsonKind.Absent ? NodeErrors.NoMethod
        : name.Kind != JsonKind.String ? NodeErrors.MethodType
        : parameters.Kind is JsonKind.Absent or JsonKind.Array or JsonKind.Object ? null
        : NodeErrors.ParamsType;

    /// <summary>Why the parameters do not fit the method; null where they do.</summary>
    private string? FindMisfit(RpcMethod method)
    {
        var argument = FirstParameter;
        if (_params.Kind == JsonKind.Array && _params.Count > 1)
            return "too many arguments";
        if (method.Descriptor.Parameters is not { } schema)
            return argument.Kind == JsonKind.Absent || (_params.Kind == JsonKind.Object && _params.Count == 0) ? null : "the method takes no parameters";
        var isBySchema = method.Descriptor.IsCheckedBySchema;
        if (argument.Kind == JsonKind.Absent && (method.IsArgumentOptional || !isBySchema))
            return method.IsArgumentOptional ? null : "not enough arguments";
        // The older methods have an answer of their own to null.
        if (argument.Kind is not (JsonKind.Absent or JsonKind.Object) && (isBySchema || argument.Kind != JsonKind.Null))
            return "the argument must be an object";
        return isBySchema ? SchemaFit.FindMisfit(argument, schema)
            : method.RefusesUnknownMembers ? SchemaFit.FindUnknown(argument, schema)
            : null;
    }

    private void Write(JsonOutput output, in NodeFault fault, in NodeFault? cause)
    {
        WriteSeparator(output);
        output.Raw("{\"jsonrpc\":\"2.0\",\"error\":{"u8);
        WriteFault(output, fault);
        if (cause is { } known)
        {
            output.Raw(",\"data\":[{"u8);
            WriteFault(output, known);
            output.Raw("}]"u8);
        }

        output.Raw("}"u8);
        WriteEnd(output);
    }

    private static void WriteFault(JsonOutput output, in NodeFault fault)
    {
        output.Raw("\"code\":"u8);
        output.Integer(fault.Code);
        output.Raw(",\"message\":"u8);
        output.Text(fault.Message);
    }

    private void WriteSeparator(JsonOutput output)
    {
        if (_separator != 0)
            output.Raw([_separator]);
    }

    /// <summary>An id that is unknown or cannot be used is left out.</summary>
    private void WriteEnd(JsonOutput output)
    {
        if (_id.Kind != JsonKind.Absent)
        {
            output.Raw(",\"id\":"u8);
            JsonStrings.WriteEscaped(output, _id.Raw);
        }

        output.Raw("}"u8);
    }
}
