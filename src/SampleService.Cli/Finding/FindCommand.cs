using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SampleService.Cli;

/// <summary>Finds samples by a short filter, or by one as the service takes it.</summary>
internal static class FindCommand
{
    private const int MaxShownMatches = 20;

    public static Command Create()
    {
        var terms = new Argument<string[]>("TERM")
        {
            Description = "What holds for the samples: depth>=10ft, material=Soil, name~'forest soil', owner=alice, created>=2027-01-01, !wet; see docs/finding.md.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var filter = new Option<string?>("--filter") { Description = "A file with a filter as the service takes it, in the place of terms; - reads standard input.", HelpName = "FILE" };
        var explain = new Option<bool>("--explain") { Description = "Show the filter as the service takes it, and what made each sample match." };
        var sort = new Option<string?>("--sort") { Description = "Sort by created, saved or name; the newest or the end first. asc before it turns it round, as in asc:name.", HelpName = "KEY" };
        var columns = new Option<string[]>("--column") { Description = "A metadata key whose value is shown. May be given more than once.", HelpName = "KEY" };
        var command = new CallCommand(
            "find", "Find samples; with --url those that the caller may read, by the socket all.", "SampleService.find_samples", Show,
            "samplectl sample find 'depth>=10ft' material=Soil owner=alice", "samplectl sample find name~'forest soil' --column depth --explain",
            "samplectl sample find --sort asc:name --limit 20 --format json")
            .Takes("scope", new Option<string?>("--scope") { Description = "Among mine, shared, public, readable or all.", HelpName = "SCOPE" })
            .Takes("count", new Option<bool>("--count") { Description = "Count how many match." })
            .Takes("limit", new Option<long?>("--limit") { Description = "How many to show: 1 to 1000, 100 when not given.", HelpName = "N" })
            .Takes("cursor", new Option<string?>("--cursor") { Description = "Go on where a page ended, with all else as it was.", HelpName = "CURSOR" })
            .Takes("as_admin", new Option<bool>("--as-admin") { Description = "With --url: use administration rights. The log has it. By the socket they are always used." });
        command.Arguments.Add(terms);
        command.Options.Add(filter);
        command.Options.Add(explain);
        command.Options.Add(sort);
        command.Options.Add(columns);
        return command.Sends((given, writer) =>
        {
            var asked = given.GetValue(filter) is { } file ? JsonNode.Parse(JsonInput.Read(file)) : ShortFilter.Read(given.GetValue(terms) ?? []);
            if (asked is not null)
            {
                if (given.GetValue(explain))
                    ErrorText.Say(given.InvocationConfiguration.Error, asked.ToJsonString());
                writer.WritePropertyName("filter");
                asked.WriteTo(writer);
            }

            WriteSort(writer, given.GetValue(sort));
            if (given.GetValue(columns) is { Length: > 0 } keys)
                WriteColumns(writer, keys);
            if (given.GetValue(explain))
                WriteIncludes(writer);
        });
    }

    private static void WriteSort(Utf8JsonWriter writer, string? sort)
    {
        if (sort is null)
            return;
        var isAscending = sort.StartsWith("asc:", StringComparison.Ordinal);
        writer.WriteStartObject("sort");
        writer.WriteString("by", isAscending ? sort["asc:".Length..] : sort);
        writer.WriteString("order", isAscending ? "asc" : "desc");
        writer.WriteEndObject();
    }

    private static void WriteColumns(Utf8JsonWriter writer, string[] keys)
    {
        writer.WriteStartArray("columns");
        foreach (var key in keys)
        {
            writer.WriteStartObject();
            writer.WriteString("key", key);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteIncludes(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("include");
        writer.WriteStringValue("matches");
        writer.WriteEndArray();
    }

    private static IEnumerable<Table> Show(JsonElement result)
    {
        var samples = Cells.Find(result, "samples");
        yield return Views.ListOf(
            samples, Column.Text("id"), Column.Text("version"), Column.Text("name"), Column.Text("owner"), Column.Time("save_date", "saved"), Column.Text("nodes"),
            new Column("values", Values), new Column("matches", Matches));
        if (Cells.Find(result, "count") is { ValueKind: JsonValueKind.Object } count)
            yield return new Table(null, [["matching", (Cells.Find(count, "exact").ValueKind == JsonValueKind.True ? "" : "at least ") + Cells.Member(count, "value")]]);
        if (Cells.Find(result, "index").ValueKind == JsonValueKind.Object)
            yield return new Table(null, [["not complete", "the database is still being indexed; not all samples can be found yet"]]);
        if (Cells.Find(result, "next") is { ValueKind: JsonValueKind.String } next)
            yield return new Table(null, [["more", $"--cursor {next.GetString()}"]]);
    }

    private static string Values(JsonElement sample) => Cells.Find(sample, "values") is { ValueKind: JsonValueKind.Array } values
        ? string.Join(", ", values.EnumerateArray().Select(Value))
        : Cells.None;

    private static string Matches(JsonElement sample) => Cells.Find(sample, "matches") is { ValueKind: JsonValueKind.Array } matches
        ? string.Join(", ", matches.EnumerateArray().Take(MaxShownMatches).Select(Match))
        : Cells.None;

    private static string Match(JsonElement match) => Cells.Find(match, "key").ValueKind == JsonValueKind.String
        ? $"{Cells.Member(match, "node")}: {Cells.Member(match, "key")} {Value(match)}"
        : Value(match);

    private static string Value(JsonElement value) => Cells.Find(value, "unit").ValueKind == JsonValueKind.String
        ? $"{Cells.Member(value, "value")} {Cells.Member(value, "unit")}"
        : Cells.Member(value, "value");
}
