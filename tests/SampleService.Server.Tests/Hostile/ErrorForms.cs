using System.Text.RegularExpressions;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Hostile;

/// <summary>All errors that a stand-alone server may answer with (docs/api/README.md), and no others.</summary>
internal static partial class ErrorForms
{
    private const int ServerError = -32000;

    private static readonly string?[] InvalidParams =
        ["expected positional params, not keyword", "positional arg #1 is the wrong type", "not enough arguments", "too many arguments"];

    private static readonly string?[] NoRequest =
    [
        "a batch is not taken here", "a request must be an object", "method is missing", "method must be a string",
        "id must be a string, a number, a boolean or null", "jsonrpc must be the string 2.0 if present", "params must be a list",
    ];

    private static readonly string?[] Plain =
    [
        "Authentication required for SampleService but no authentication header was passed",
        "Token validation failed: Must supply token",
        "Token validation failed: Invalid token",
        "params cannot be None",
        "Missing or incorrect \"samples\" field - must provide a list of samples to retrieve.",
        "Cannot provide empty list of samples - must provide at least one sample to retrieve.",
        "Missing \"sample_ids\" field - Must provide a list of valid sample ids.",
        "Malformed sample accessor - each sample must provide both an id and a version.",
        "Missing \"effective_time\" parameter.",
        "samples cannot be a value that evaluates to false",
    ];

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["20000"] = "Unauthorized",
        ["30000"] = "Missing input parameter",
        ["30001"] = "Illegal input parameter",
        ["30010"] = "Metadata validation failed",
        ["40000"] = "Concurrency violation",
        ["40010"] = "Request ID used before",
        ["50000"] = "No such user",
        ["50010"] = "No such sample",
        ["50020"] = "No such sample version",
        ["50030"] = "No such sample node",
        ["50040"] = "No such workspace data",
        ["50050"] = "No such data link",
        ["50060"] = "No such group",
        ["50070"] = "Sample withdrawn",
        ["50080"] = "No such offer",
        ["50090"] = "No such relation",
        ["50100"] = "No such identifier",
        ["50110"] = "No such vocabulary",
        ["60000"] = "Data link exists for data ID",
        ["60010"] = "Too many data links",
        ["60020"] = "Offer exists",
        ["60030"] = "Relation not possible",
        ["60040"] = "Identifier in use",
        ["60050"] = "Group exists",
    };

    /// <summary>Whether the contract has an error of this code with this name and message.</summary>
    public static bool Has(int code, string? name, string? message) => (code, name) switch
    {
        (-32700, "Parse error") => message is not null,
        (-32600, "Invalid request") => NoRequest.Contains(message) || IsTooMuch(message),
        (-32601, "Method not found") => message == "method is empty" || (message is not null && message.Contains(" is not known here", StringComparison.Ordinal)),
        (-32602, "Invalid params") => InvalidParams.Contains(message),
        (-32008, "Platform State Error") => message == "The platform is busy",
        (ServerError, "Server error") => message is not null && (Plain.Contains(message) || IsCoded(message)),
        _ => false,
    };

    /// <summary>Whether the message refuses a body for its size or depth.</summary>
    public static bool IsTooMuch(string? message) => message is not null && TooMuch().IsMatch(message);

    /// <summary>The error in a word for counts: its code, or that in the message.</summary>
    public static string Outcome(JsonMap error) =>
        error.Text("message") is { } message && Coded().Match(message) is { Success: true } coded
            ? coded.Groups["code"].Value
            : JsonNumber.Spell(error.Find("code")!);

    private static bool IsCoded(string message) =>
        Coded().Match(message) is { Success: true } coded && Types.GetValueOrDefault(coded.Groups["code"].Value) == coded.Groups["type"].Value;

    [GeneratedRegex("^Sample service error code (?<code>[0-9]+) (?<type>[A-Za-z ]+)(?:: .*)?$", RegexOptions.Singleline)]
    private static partial Regex Coded();

    [GeneratedRegex("^Request body is larger than [0-9]+ bytes$|^Request is nested deeper than [0-9]+ levels$")]
    private static partial Regex TooMuch();
}
