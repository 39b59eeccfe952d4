using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SampleService.Cli;

/// <summary>What is looked for: the arguments and options that commands about finding have in common.</summary>
internal sealed class FindQuery
{
    public const string Method = "SampleService.find_samples";

    private readonly Argument<string[]> _terms = new("TERM")
    {
        Description = "What holds for the samples: depth>=10ft, material=Soil, name~'forest soil', owner=alice, created>=2027-01-01, !wet; see docs/finding.md.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _filter = new("--filter") { Description = "A file with a filter as the service takes it, in the place of terms; - reads standard input.", HelpName = "FILE" };
    private readonly Option<string?> _scope = new("--scope") { Description = "Among mine, shared, public, readable or all.", HelpName = "SCOPE" };
    private readonly Option<string?> _sort = new("--sort") { Description = "Sort by created, saved or name; the newest or the end first. asc before it turns it round, as in asc:name.", HelpName = "KEY" };
    private readonly Option<string[]> _columns = new("--column") { Description = "A metadata key whose value is shown. May be given more than once.", HelpName = "KEY" };
    private readonly Option<bool> _asAdmin = new("--as-admin") { Description = "With --url: use administration rights. The log has it. By the socket they are always used." };

    public void AddTo(Command command)
    {
        command.Arguments.Add(_terms);
        foreach (var option in (Option[])[_filter, _scope, _sort, _columns, _asAdmin])
            command.Options.Add(option);
    }

    /// <summary>The metadata keys that are shown.</summary>
    public string[] ColumnsOf(ParseResult given) => given.GetValue(_columns) ?? [];

    /// <summary>The filter; null where all samples are looked for.</summary>
    public JsonNode? ReadFilter(ParseResult given) =>
        given.GetValue(_filter) is { } file ? JsonNode.Parse(JsonInput.Read(file)) : ShortFilter.Read(given.GetValue(_terms) ?? []);

    /// <summary>Writes the parameters that all calls have.</summary>
    /// <param name="given">What was given.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="writer">Within the structure of the parameters.</param>
    public void Write(ParseResult given, JsonNode? filter, Utf8JsonWriter writer)
    {
        if (given.GetValue(_scope) is { } scope)
            writer.WriteString("scope", scope);
        if (given.GetValue(_asAdmin))
            writer.WriteBoolean("as_admin", true);
        if (filter is not null)
        {
            writer.WritePropertyName("filter");
            filter.WriteTo(writer);
        }

        WriteSort(writer, given.GetValue(_sort));
        if (ColumnsOf(given) is { Length: > 0 } keys)
            WriteColumns(writer, keys);
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
}
