using System.CommandLine;
using System.Text.Json;

namespace SampleService.Cli;

/// <summary>Finds samples by a short filter, or by one as the service takes it.</summary>
internal static class FindCommand
{
    private const int MaxShownMatches = 20;

    public static Command Create()
    {
        var query = new FindQuery();
        var explain = new Option<bool>("--explain") { Description = "Show the filter as the service takes it, and what made each sample match." };
        var command = new CallCommand(
            "find", "Find samples; with --url those that the caller may read, by the socket all.", FindQuery.Method, Show,
            "samplectl sample find 'depth>=10ft' material=Soil owner=alice", "samplectl sample find name~'forest soil' --column depth --explain",
            "samplectl sample find --sort asc:name --limit 20 --format json")
            .Takes("count", new Option<bool>("--count") { Description = "Count how many match." })
            .Takes("limit", new Option<long?>("--limit") { Description = "How many to show: 1 to 1000, 100 when not given.", HelpName = "N" })
            .Takes("cursor", new Option<string?>("--cursor") { Description = "Go on where a page ended, with all else as it was.", HelpName = "CURSOR" });
        query.AddTo(command);
        command.Options.Add(explain);
        return command.Sends((given, writer) =>
        {
            var filter = query.ReadFilter(given);
            if (filter is not null && given.GetValue(explain))
                ErrorText.Say(given.InvocationConfiguration.Error, filter.ToJsonString());
            query.Write(given, filter, writer);
            if (given.GetValue(explain))
                WriteIncludes(writer);
        });
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
