using SampleService.Json;

namespace SampleService.JsonRpc;

/// <summary>
/// The outer object of a request as KBase speaks JSON-RPC, and the two forms of answer that go with it
/// (docs/api/README.md).
/// </summary>
internal readonly struct KBaseEnvelope
{
    private readonly JsonKind _kind;
    private readonly JsonValue _id;
    private readonly JsonValue _version;
    private readonly JsonValue _jsonRpc;

    public KBaseEnvelope(JsonValue request)
    {
        _kind = request.Kind;
        foreach (var member in request.Members)
        {
            if (member.Name.IsText("method"u8))
                Method = member.Value;
            else if (member.Name.IsText("params"u8))
                Params = member.Value;
            else if (member.Name.IsText("id"u8))
                _id = member.Value;
            else if (member.Name.IsText("version"u8))
                _version = member.Value;
            else if (member.Name.IsText("jsonrpc"u8))
                _jsonRpc = member.Value;
        }
    }

    public JsonValue Method { get; }

    public JsonValue Params { get; }

    /// <summary>Whether success is not answered: the id is null or missing.</summary>
    public bool IsNotification => _id.IsNullOrAbsent;

    /// <summary>Whether id and jsonrpc have values that a request may have.</summary>
    public bool IsWellFormed =>
        (_jsonRpc.Kind == JsonKind.Absent || _jsonRpc.IsText("2.0"u8)) && _id.Kind is not (JsonKind.Array or JsonKind.Object);

    /// <summary>What is wrong with a request that is none, or is not well-formed.</summary>
    public string Diagnose() =>
        _kind == JsonKind.Array ? "a batch is not taken here"
        : _kind != JsonKind.Object ? "a request must be an object"
        : Method.Kind == JsonKind.Absent ? "method is missing"
        : Method.Kind != JsonKind.String ? "method must be a string"
        : _id.Kind is JsonKind.Array or JsonKind.Object ? "id must be a string, a number, a boolean or null"
        : "jsonrpc must be the string 2.0 if present";

    /// <summary>What comes before the result.</summary>
    public void BeginResult(JsonOutput output) => output.Raw(
        _jsonRpc.Kind != JsonKind.Absent ? "{\"jsonrpc\":\"2.0\",\"result\":"u8
        : _version.IsText("1.1"u8) ? "{\"version\":\"1.1\",\"result\":"u8
        : "{\"result\":"u8);

    /// <summary>What comes after the result.</summary>
    public void EndResult(JsonOutput output)
    {
        output.Raw(",\"id\":"u8);
        JsonStrings.WriteEscaped(output, _id.Raw);
        output.Raw("}"u8);
    }

    /// <summary>An answer that is an error.</summary>
    public void WriteError(JsonOutput output, RpcError error)
    {
        var isVersion2 = _version.Kind == JsonKind.Absent && _jsonRpc.Kind != JsonKind.Absent;
        output.Raw("{\"error\":{\"code\":"u8);
        output.Integer(error.Code);
        output.Raw(",\"name\":"u8);
        output.Text(error.Name);
        output.Raw(",\"message\":"u8);
        output.Text(error.Message);
        output.Raw(isVersion2 ? ",\"data\":null}"u8 : ",\"error\":null}"u8);
        if (_id.Kind != JsonKind.Absent)
        {
            output.Raw(",\"id\":"u8);
            JsonStrings.WriteEscaped(output, _id.Raw);
        }

        if (isVersion2)
        {
            output.Raw(",\"jsonrpc\":"u8);
            JsonStrings.WriteEscaped(output, _jsonRpc.Raw);
        }
        else if (_version.Kind != JsonKind.Absent)
        {
            output.Raw(",\"version\":"u8);
            JsonStrings.WriteEscaped(output, _version.Raw);
        }
        else
        {
            // A body that is no request is answered in the form of a parse error.
            output.Raw(_kind == JsonKind.Object && Method.Kind == JsonKind.String ? ",\"version\":\"1.0\""u8 : ",\"version\":\"1.1\""u8);
        }

        output.Raw("}"u8);
    }
}
