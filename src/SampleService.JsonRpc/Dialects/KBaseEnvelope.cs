using SampleService.Json;

namespace SampleService.JsonRpc;

/// <summary>
/// The outer object of a request as KBase speaks JSON-RPC, and the two forms of answer that go with it (contract
/// section 1.4).
/// </summary>
internal readonly struct KBaseEnvelope(JsonValue request)
{
    private readonly bool _isObject = request.Kind == JsonKind.Object;

    public JsonValue Method { get; } = request["method"u8];

    public JsonValue Params { get; } = request["params"u8];

    private JsonValue Id { get; } = request["id"u8];

    private JsonValue Version { get; } = request["version"u8];

    private JsonValue JsonRpc { get; } = request["jsonrpc"u8];

    /// <summary>Whether nobody wants to hear of success: the id is null or missing.</summary>
    public bool IsNotification => Id.IsNullOrAbsent;

    /// <summary>Whether id and jsonrpc have values that a request may have.</summary>
    public bool IsWellFormed =>
        (JsonRpc.Kind == JsonKind.Absent || JsonRpc.IsText("2.0"u8)) && Id.Kind is not (JsonKind.Array or JsonKind.Object);

    /// <summary>What comes before the result.</summary>
    public void BeginResult(JsonOutput output) => output.Raw(
        JsonRpc.Kind != JsonKind.Absent ? "{\"jsonrpc\":\"2.0\",\"result\":"u8
        : Version.IsText("1.1"u8) ? "{\"version\":\"1.1\",\"result\":"u8
        : "{\"result\":"u8);

    /// <summary>What comes after the result.</summary>
    public void EndResult(JsonOutput output)
    {
        output.Raw(",\"id\":"u8);
        JsonStrings.WriteEscaped(output, Id.Raw);
        output.Raw("}"u8);
    }

    /// <summary>An answer that is an error.</summary>
    public void WriteError(JsonOutput output, RpcError error)
    {
        var isVersion2 = Version.Kind == JsonKind.Absent && JsonRpc.Kind != JsonKind.Absent;
        output.Raw("{\"error\":{\"code\":"u8);
        output.Integer(error.Code);
        output.Raw(",\"name\":"u8);
        output.Text(error.Name);
        output.Raw(",\"message\":"u8);
        output.Text(error.Message);
        output.Raw(isVersion2 ? ",\"data\":null}"u8 : ",\"error\":null}"u8);
        if (Id.Kind != JsonKind.Absent)
        {
            output.Raw(",\"id\":"u8);
            JsonStrings.WriteEscaped(output, Id.Raw);
        }

        if (isVersion2)
        {
            output.Raw(",\"jsonrpc\":"u8);
            JsonStrings.WriteEscaped(output, JsonRpc.Raw);
        }
        else if (Version.Kind != JsonKind.Absent)
        {
            output.Raw(",\"version\":"u8);
            JsonStrings.WriteEscaped(output, Version.Raw);
        }
        else
        {
            // What could not be taken for a request is answered in the form of a parse error.
            output.Raw(_isObject && Method.Kind == JsonKind.String ? ",\"version\":\"1.0\""u8 : ",\"version\":\"1.1\""u8);
        }

        output.Raw("}"u8);
    }
}
