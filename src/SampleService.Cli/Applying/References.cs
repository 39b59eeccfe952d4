using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SampleService.Cli;

/// <summary>Samples that operations name by the number of the operation which saves them, such as #0.</summary>
internal static partial class References
{
    private const string Id = "id";

    private static readonly string[] Ends = ["sample", "from", "to"];

    /// <summary>The structures of an operation that name one so, the operation itself or one within it, each with the number.</summary>
    public static IReadOnlyList<(JsonObject Holder, int Number)> In(JsonObject operation) =>
        [.. Ends.Select(end => operation[end]).OfType<JsonObject>().Prepend(operation).SelectMany(Find)];

    /// <summary>Names another number.</summary>
    public static void Set(JsonObject holder, int number) => holder[Id] = string.Create(CultureInfo.InvariantCulture, $"#{number}");

    /// <summary>Names the sample itself. Where an operation needs a version, it is the one that was saved.</summary>
    public static void Set(JsonObject holder, string id, long version)
    {
        holder[Id] = id;
        var isNeeded = holder.ContainsKey("op") ? JsonInput.TextOf(holder["op"]) == "create_data_link" : holder["node"] is not null;
        if (isNeeded && holder["version"] is null)
            holder["version"] = version;
    }

    private static IEnumerable<(JsonObject Holder, int Number)> Find(JsonObject holder) =>
        JsonInput.TextOf(holder[Id]) is { } text && Reference().Match(text) is { Success: true } match
            && int.TryParse(match.Groups["number"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? [(holder, number)]
                : [];

    [GeneratedRegex(@"\A#(?<number>[0-9]+)\z")]
    private static partial Regex Reference();
}
