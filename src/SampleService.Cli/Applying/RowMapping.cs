using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SampleService.Cli;

/// <summary>
/// How a row of a table becomes operations: a list of them in which texts name columns. <c>"{depth}"</c> is the text of that column;
/// <c>{"$number": "depth"}</c> its number; <c>{"$list": "readers"}</c> its parts between semicolons. An object with <c>"$if": "upa"</c> is left out
/// where that column is empty.
/// </summary>
internal sealed partial class RowMapping
{
    public const string If = "$if";
    public const string Number = "$number";
    public const string List = "$list";

    private readonly JsonObject[] _operations;
    private readonly HashSet<string> _columns = new(StringComparer.Ordinal);

    private RowMapping(JsonObject[] operations) => _operations = operations;

    /// <summary>Reads a mapping from a file.</summary>
    /// <exception cref="FailureException">It is none.</exception>
    public static RowMapping Read(string file)
    {
        JsonNode? read;
        try
        {
            read = JsonInput.Parse(JsonInput.Read(file));
        }
        catch (JsonException)
        {
            throw new FailureException(ExitCodes.Error, $"{JsonInput.Name(file)}: a member stands twice.");
        }

        if (read is not JsonArray { Count: > 0 and <= ApplyRun.MaxOperations } list || !list.All(static item => item is JsonObject))
            throw new FailureException(ExitCodes.Error, $"{JsonInput.Name(file)} is no list of 1 to {ApplyRun.MaxOperations} operations.");
        var mapping = new RowMapping([.. list.Select(static item => item!.AsObject())]);
        foreach (var operation in mapping._operations)
        {
            mapping.FindColumns(operation);
            if (References.In(operation).Any(reference => reference.Number >= list.Count))
                throw new FailureException(ExitCodes.Error, $"{JsonInput.Name(file)}: # and a number names no operation of the list.");
        }

        return mapping;
    }

    /// <exception cref="FailureException">The table has not all the columns that are named, or has one twice.</exception>
    public void RequireColumns(string[] header)
    {
        var missing = _columns.Except(header).Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
            throw new FailureException(
                ExitCodes.Error, $"The mapping names columns that the table does not have: {string.Join(", ", missing)}. It has: {string.Join(", ", header)}. Nothing was sent.");
        if (_columns.FirstOrDefault(column => header.Count(name => name == column) > 1) is { } twice)
            throw new FailureException(ExitCodes.Error, $"The table has the column {twice} twice. Nothing was sent.");
    }

    /// <summary>What a row asks for; null where it has faults.</summary>
    public Row? Fill(TableRow row, string[] header, RowFaults faults)
    {
        var cells = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < header.Length; i++)
            cells[header[i]] = row.Cells[i];
        var before = faults.Count;
        var places = new Dictionary<int, int>();
        var filled = new List<Operation>();
        for (var i = 0; i < _operations.Length; i++)
        {
            var filling = new MappingFilling(cells, (column, reason) => faults.Add(row.Number, column, reason));
            if (!filling.TryFill(_operations[i], out var operation))
                continue;
            places[i] = filled.Count;
            filled.Add(new Operation(operation!.AsObject(), filling.Columns));
        }

        // Those that were left out have no numbers.
        foreach (var (holder, number) in filled.SelectMany(static operation => References.In(operation.Json)))
            if (places.TryGetValue(number, out var place))
                References.Set(holder, place);
            else
                faults.Add(row.Number, $"#{number} names an operation that the row does not have");
        return faults.Count == before ? new Row(row.Number, filled, row.Cells) : null;
    }

    /// <summary>The names of columns in a text; two braces are one and no name.</summary>
    [GeneratedRegex(@"\{\{|\}\}|\{(?<name>[^{}]+)\}")]
    public static partial Regex Column();

    private void FindColumns(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members)
                    if (!name.StartsWith('$'))
                        FindColumns(value);
                    else if (name is If or Number or List && JsonInput.TextOf(value) is { Length: > 0 } column)
                        _columns.Add(column);
                    else
                        throw new FailureException(ExitCodes.Error, $"The mapping has {name}, which is none of {If}, {Number} and {List} with the name of a column.");
                break;
            case JsonArray items:
                foreach (var item in items)
                    FindColumns(item);
                break;
            default:
                if (JsonInput.TextOf(node) is { } text)
                    foreach (Match match in Column().Matches(text))
                        if (match.Groups["name"].Success)
                            _columns.Add(match.Groups["name"].Value);
                break;
        }
    }
}
