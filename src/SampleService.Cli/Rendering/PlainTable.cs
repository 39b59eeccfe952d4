namespace SampleService.Cli;

/// <summary>Writes a table for programs and files: columns that tabs separate and align, and nothing else.</summary>
internal static class PlainTable
{
    private const int TabStop = 8;

    public static void Write(Table table, TextWriter output)
    {
        string[][] rows = [.. Rows(table).Select(row => (string[])[.. row.Select(SafeText.Escape)])];
        int[] widths = [.. Enumerable.Range(0, rows.Max(row => (int?)row.Length) ?? 0).Select(column => rows.Max(row => row[column].Length))];
        foreach (var row in rows)
        {
            for (var column = 0; column < row.Length - 1; column++)
            {
                output.Write(row[column]);
                output.Write(new string('\t', (widths[column] / TabStop) + 1 - (row[column].Length / TabStop)));
            }

            output.Write(row[^1]);
            output.Write('\n');
        }
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(Table table) =>
        table.Header is null ? table.Rows : table.Rows.Prepend([.. table.Header.Select(title => title.ToUpperInvariant())]);
}
