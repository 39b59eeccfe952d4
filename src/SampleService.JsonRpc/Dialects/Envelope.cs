using SampleService.Json;

namespace SampleService.JsonRpc;

/// <summary>The members of a request that JSON-RPC knows, as they were sent. What of them is right is the dialect's to say.</summary>
internal readonly struct Envelope
{
    public Envelope(JsonValue request)
    {
        Kind = request.Kind;
        foreach (var member in request.Members)
        {
            HasMembers = true;
            if (member.Name.IsText("method"u8))
                Method = member.Value;
            else if (member.Name.IsText("params"u8))
                Params = member.Value;
            else if (member.Name.IsText("id"u8))
                Id = member.Value;
            else if (member.Name.IsText("jsonrpc"u8))
                JsonRpc = member.Value;
            else if (member.Name.IsText("version"u8))
                Version = member.Value;
        }
    }

    /// <summary>What kind of value the request is.</summary>
    public JsonKind Kind { get; }

    /// <summary>Whether it is an object with members, known or not.</summary>
    public bool HasMembers { get; }

    public JsonValue Method { get; }

    public JsonValue Params { get; }

    public JsonValue Id { get; }

    public JsonValue JsonRpc { get; }

    public JsonValue Version { get; }
}
