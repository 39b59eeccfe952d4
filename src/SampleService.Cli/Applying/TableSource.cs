using System.Globalization;

namespace SampleService.Cli;

/// <summary>The rows of a table, each put into a mapping. The first row has the names of the columns; rows without any content are left out.</summary>
/// <param name="table">The table.</param>
/// <param name="mapping">The mapping.</param>
internal sealed class TableSource(ITableReader table, RowMapping mapping) : IRowSource
{
    public IReadOnlyList<string>? Header { get; private set; }

    public IEnumerable<Row> Read(RowFaults faults)
    {
        string[]? header = null;
        foreach (var row in table.Read())
        {
            if (row.IsBlank)
                continue;
            AddFaults(row, header ?? [], faults);
            if (row.Faults.Count == 0 && header is null)
            {
                Header = header = row.Cells;
                mapping.RequireColumns(header);
            }
            else if (row.Faults.Count == 0 && HasAllColumns(row, header!, faults) && mapping.Fill(row, header!, faults) is { Operations.Count: > 0 } filled)
                yield return filled;
            if (faults.AreEnough || header is null)
                yield break;
        }
    }

    private static void AddFaults(TableRow row, string[] header, RowFaults faults)
    {
        foreach (var (column, reason) in row.Faults)
            faults.Add(row.Number, NameOf(header, column), reason);
    }

    private static bool HasAllColumns(TableRow row, string[] header, RowFaults faults)
    {
        var (has, needed) = (row.Cells.Length, header.Length);
        if (has != needed)
            faults.Add(row.Number, NameOf(header, Math.Min(has, needed)), $"{(has < needed ? "missing" : "one too many")}: the row has {has} columns, the first row {needed}");
        return has == needed;
    }

    private static string NameOf(string[] header, int column) =>
        column < header.Length && header[column].Length > 0 ? header[column] : (column + 1).ToString(CultureInfo.InvariantCulture);
}
