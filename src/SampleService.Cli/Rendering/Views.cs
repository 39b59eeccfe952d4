using System.Text.Json;

namespace SampleService.Cli;

/// <summary>Makes tables of a result.</summary>
internal delegate IEnumerable<Table> View(JsonElement result);

/// <summary>The views that commands have.</summary>
internal static class Views
{
    /// <summary>Nothing: the method has no result.</summary>
    public static IEnumerable<Table> None(JsonElement result) => [];

    /// <summary>A list of objects, each in a row.</summary>
    public static View List(params Column[] columns) => result => [ListOf(result, columns)];

    /// <summary>One object, each member in a row.</summary>
    public static View One(params Column[] columns) => result => [OneOf(result, columns)];

    /// <summary>A value, with its name before it.</summary>
    public static View Value(string title, Func<JsonElement, string> cell) => result => [new Table(null, [[title, cell(result)]])];

    /// <summary>Whatever it is.</summary>
    public static IEnumerable<Table> Any(JsonElement result) => result.ValueKind switch
    {
        JsonValueKind.Null => [],
        JsonValueKind.Object => [OneOf(result, [.. Members(result).Select(name => Column.Text(name))])],
        JsonValueKind.Array when result.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object)
            && result.EnumerateArray().SelectMany(Members).Distinct().ToArray() is { Length: > 0 } members =>
            [ListOf(result, [.. members.Select(name => Column.Text(name))])],
        JsonValueKind.Array => [new Table(null, [.. result.EnumerateArray().Select(item => (string[])[Cells.Text(item)])])],
        _ => [new Table(null, [[Cells.Text(result)]])],
    };

    public static Table ListOf(JsonElement items, params Column[] columns) => new(
        [.. columns.Select(column => column.Title)],
        items.ValueKind == JsonValueKind.Array
            ? [.. items.EnumerateArray().Select(item => (string[])[.. columns.Select(column => column.Cell(item))])]
            : []);

    public static Table OneOf(JsonElement item, params Column[] columns) =>
        new(null, [.. columns.Select(column => (string[])[column.Title, column.Cell(item)])]);

    private static IEnumerable<string> Members(JsonElement item) => item.EnumerateObject().Select(member => member.Name);
}
