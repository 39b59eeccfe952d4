using System.Globalization;
using System.Text.Json;

namespace SampleService.Cli;

/// <summary>Writes samples as the rows of a table: what they are, and for each metadata key that is asked for its value and the unit of it.</summary>
internal sealed class TableHitWriter : IHitWriter
{
    private static readonly (string Title, Func<JsonElement, TableCell> Cell)[] Columns =
    [
        Member("id"), Member("version"), Member("name"), Member("owner"), Member("saved_by"), Time("save_date"), Time("created"), Member("level"),
        Flag("public_read"), Member("acl_version"), Member("nodes"),
    ];

    private readonly ITableWriter _table;
    private readonly int _keys;

    private TableHitWriter(ITableWriter table, int keys) => (_table, _keys) = (table, keys);

    /// <summary>Begins a table with the names of its columns.</summary>
    /// <param name="table">Writes it.</param>
    /// <param name="keys">The metadata keys that are asked for.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<TableHitWriter> CreateAsync(ITableWriter table, string[] keys, CancellationToken cancellation)
    {
        var titles = Columns.Select(static column => column.Title).Concat(keys.SelectMany(static key => (string[])[key, $"{key} unit"]));
        await table.WriteAsync([.. titles.Select(TableCell.OfText)], cancellation);
        return new TableHitWriter(table, keys.Length);
    }

    public Task WriteAsync(JsonElement hit, CancellationToken cancellation) =>
        _table.WriteAsync([.. Columns.Select(column => column.Cell(hit)), .. Values(hit)], cancellation);

    public Task FinishAsync(CancellationToken cancellation) => _table.FinishAsync(cancellation);

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    private IEnumerable<TableCell> Values(JsonElement hit)
    {
        var values = Cells.Find(hit, "values");
        for (var i = 0; i < _keys; i++)
        {
            var value = values.ValueKind == JsonValueKind.Array && i < values.GetArrayLength() ? values[i] : default;
            yield return TableCell.Of(Cells.Find(value, "value"));
            yield return TableCell.Of(Cells.Find(value, "unit"));
        }
    }

    private static (string, Func<JsonElement, TableCell>) Member(string name) => (name, hit => TableCell.Of(Cells.Find(hit, name)));

    /// <summary>A flag that is a number.</summary>
    private static (string, Func<JsonElement, TableCell>) Flag(string name) =>
        (name, hit => Cells.Member(hit, name) == "0" ? new TableCell(JsonValueKind.False, "false") : new TableCell(JsonValueKind.True, "true"));

    /// <summary>A moment, to the millisecond: other than a number it is the same for everybody who looks at it.</summary>
    private static (string, Func<JsonElement, TableCell>) Time(string name) => (name, hit =>
        Cells.Find(hit, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var milliseconds)
            && milliseconds >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
                ? TableCell.OfText(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture))
                : TableCell.Of(Cells.Find(hit, name)));
}
