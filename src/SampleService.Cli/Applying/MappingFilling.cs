using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SampleService.Cli;

/// <summary>Puts the cells of a row into one operation of a mapping.</summary>
/// <param name="cells">The cells by the names of their columns.</param>
/// <param name="say">Takes what is wrong: the column, and why.</param>
internal sealed class MappingFilling(IReadOnlyDictionary<string, string> cells, Action<string, string> say)
{
    private readonly List<string> _columns = [];

    /// <summary>The columns that were used.</summary>
    public IReadOnlyList<string> Columns => _columns;

    /// <summary>Fills a part of the mapping; false where it is left out.</summary>
    public bool TryFill(JsonNode? node, out JsonNode? filled)
    {
        filled = null;
        if (node is JsonObject asked && JsonInput.TextOf(asked[RowMapping.If]) is { } condition && Cell(condition).Length == 0)
            return false;
        filled = node switch
        {
            JsonObject members when JsonInput.TextOf(members[RowMapping.Number]) is { } column => ReadNumber(column),
            JsonObject members when JsonInput.TextOf(members[RowMapping.List]) is { } column => ReadList(column),
            JsonObject members => FillMembers(members),
            JsonArray items => FillItems(items),
            _ => JsonInput.TextOf(node) is { } text ? JsonValue.Create(RowMapping.Column().Replace(text, Write)) : node?.DeepClone(),
        };
        return true;
    }

    private JsonObject FillMembers(JsonObject members)
    {
        var all = new JsonObject();
        foreach (var (name, value) in members)
            if (name != RowMapping.If && TryFill(value, out var filled))
                all[name] = filled;
        return all;
    }

    private JsonArray FillItems(JsonArray items)
    {
        var all = new JsonArray();
        foreach (var item in items)
            if (TryFill(item, out var filled))
                all.Add(filled);
        return all;
    }

    private string Write(Match match) => match.Value switch
    {
        "{{" => "{",
        "}}" => "}",
        _ => Cell(match.Groups["name"].Value),
    };

    private JsonNode? ReadNumber(string column)
    {
        var text = Cell(column).Trim(' ');
        if (SpreadsheetText.IsNumber(text))
            return JsonNode.Parse(text);
        say(column, $"'{text}' is no number");
        return null;
    }

    private JsonArray ReadList(string column)
    {
        var list = new JsonArray();
        foreach (var part in Cell(column).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            list.Add((JsonNode?)JsonValue.Create(part));
        return list;
    }

    private string Cell(string column)
    {
        if (!_columns.Contains(column))
            _columns.Add(column);
        return cells[column];
    }
}
