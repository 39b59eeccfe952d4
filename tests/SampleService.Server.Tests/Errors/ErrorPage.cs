using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace SampleService.Server.Tests.Errors;

/// <summary>What docs/errors.md says below its introduction: the errors as the doors describe them, with what they answered.</summary>
/// <param name="documents">What <c>rpc.discover</c> gave on each door.</param>
/// <param name="record">The exchanges.</param>
internal sealed class ErrorPage(IReadOnlyDictionary<string, JsonNode> documents, ErrorRecord record)
{
    private const string StateName = "Platform State Error";

    /// <summary>What no call on the door is answered with, and why.</summary>
    private static readonly Dictionary<(string Door, string Code), string> NotThere = new()
    {
        [("Node", "70010")] = "there are no tokens",
        [("KBase", "100000")] = "no method of this door has it",
        [("Gateway", "100000")] = "no method of this door has it",
        [("Gateway", "500 server_error")] = "only by a fault of the program",
    };

    /// <summary>Errors for which there is no exchange.</summary>
    public List<string> Missing { get; } = [];

    public string Write()
    {
        var text = new StringBuilder();
        foreach (var door in documents.Keys)
        {
            text.Append($"## The {(door == "KBase" ? door : door.ToLowerInvariant())} door\n\n");
            WriteDoor(text, door);
        }

        text.Append("## Refusals of the gateway door\n\n");
        foreach (var refusal in Errors("Gateway")["refusals"]!.AsArray())
            WriteOne(text, $"{refusal!["status"]} {refusal["error"]}", (string)refusal["when"]!, "Gateway");
        text.Append("## States of the platform\n\n");
        foreach (var state in DoorErrors("KBase").Where(IsState))
            WriteShared(text, Number(state, "code"), StateName, (string)state["when"]!, "");
        text.Append("## The catalogue\n\n");
        foreach (var error in Errors("Gateway")["catalogue"]!.AsArray())
            WriteShared(
                text, Number(error!, "code"), (string)error!["type"]!, (string)error["when"]!,
                IsPlain(error) ? " The KBase door shows the detail alone." : "");
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private void WriteDoor(StringBuilder text, string door)
    {
        foreach (var error in DoorErrors(door).Where(error => !IsState(error)))
            WriteOne(text, Number(error, "code"), (string)error["when"]!, door, (string)error["message"]!);
    }

    private void WriteOne(StringBuilder text, string code, string when, string door, string? name = null)
    {
        text.Append($"### {code}{(name is null ? "" : " " + name)}\n\n{when}.\n\n");
        if (Find(door, code, out var absence) is not { } exchange)
            text.Append(absence is null ? "" : $"Without an example: {absence}.\n\n");
        else
            text.Append($"```\n--> {exchange.Request.Replace("\n", "\n    ", StringComparison.Ordinal)}\n<-- {exchange.Answer}\n```\n\n");
    }

    private void WriteShared(StringBuilder text, string code, string name, string when, string more)
    {
        text.Append($"### {code} {name}\n\n{when}.{more}\n\n");
        var shown = new StringBuilder();
        var absences = new List<string>();
        foreach (var door in documents.Keys)
        {
            if (Find(door, code, out var absence) is { } exchange)
                shown.Append($"{door,-7} --> {exchange.Request}\n        <-- {exchange.Answer}\n");
            else if (absence is not null)
                absences.Add($"{door}: {absence}");
        }

        if (shown.Length > 0)
            text.Append($"```\n{shown}```\n\n");
        if (absences.Count > 0)
            text.Append($"Without an example: {string.Join("; ", absences)}.\n\n");
    }

    private Exchange? Find(string door, string code, out string? absence)
    {
        absence = NotThere.GetValueOrDefault((door, code));
        var exchange = record.Find(door, code);
        if (exchange is null == absence is null)
            Missing.Add($"{door} {code}");
        return exchange;
    }

    private JsonNode Errors(string door) => documents[door]["x-errors"]!;

    private IEnumerable<JsonNode> DoorErrors(string door) => Errors(door)["door"]!.AsArray().Select(error => error!);

    private bool IsPlain(JsonNode error) =>
        Errors("KBase")["catalogue"]!.AsArray().Any(other => other!["plain"] is not null && (int)other["code"]! == (int)error["code"]!);

    private static bool IsState(JsonNode error) => (string)error["message"]! == StateName;

    private static string Number(JsonNode error, string member) => ((int)error[member]!).ToString(CultureInfo.InvariantCulture);
}
