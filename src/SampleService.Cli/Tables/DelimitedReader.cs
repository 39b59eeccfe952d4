using Sylvan.Data.Csv;

namespace SampleService.Cli;

/// <summary>A table with tabs or commas between its cells, in UTF-8; a cell in quotes may have tabs, commas and line ends.</summary>
/// <param name="content">What has it.</param>
/// <param name="delimiter">What stands between cells.</param>
internal sealed class DelimitedReader(InputContent content, char delimiter) : ITableReader
{
    /// <summary>A row that is longer is one whose quotes do not end.</summary>
    private const int MaxRow = 16 << 20;

    public IEnumerable<TableRow> Read()
    {
        using var text = new DelimitedText(content.OpenText());
        CsvDataReader? table = null;
        try
        {
            for (var number = 1; ReadRow(ref table, text, number) is { } row; number++)
            {
                yield return row;
                // The parser does not go on behind what it did not understand.
                if (row.Cells.Length == 0)
                    yield break;
            }
        }
        finally
        {
            table?.Dispose();
        }
    }

    private TableRow? ReadRow(ref CsvDataReader? table, TextReader text, int number)
    {
        try
        {
            table ??= Open(text);
            if (!table.Read())
                return null;
            string[] cells = [.. Enumerable.Range(0, table.RowFieldCount).Select(table.GetString)];
            return new TableRow(number, [.. cells.Select(DelimitedText.Restore).Select(SpreadsheetText.Read)], [.. FindFaults(cells)]);
        }
        catch (CsvRecordTooLargeException)
        {
            return new TableRow(number, [], [(0, $"the row does not end within {MaxRow} characters; is there a quote too many?")]);
        }
        catch (CsvFormatException e)
        {
            return new TableRow(number, [], [(Math.Max(e.FieldOrdinal, 0), e.Message)]);
        }
    }

    private CsvDataReader Open(TextReader text) => CsvDataReader.Create(text, new CsvDataReaderOptions
    {
        Delimiter = delimiter,
        HasHeaders = false,
        Comment = DelimitedText.NoComment,
        BufferSize = 1 << 16,
        MaxBufferSize = MaxRow,
    });

    private static IEnumerable<(int Column, string Reason)> FindFaults(string[] cells)
    {
        for (var i = 0; i < cells.Length; i++)
            if (DelimitedText.IsInvalid(cells[i]))
                yield return (i, "not UTF-8");
    }
}
