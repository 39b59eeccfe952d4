using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using SpreadCheetah;
using SpreadCheetah.Worksheets;

namespace SampleService.Cli;

/// <summary>Writes a workbook of one sheet. A text is a text there, whatever it begins with, and never a formula.</summary>
internal sealed partial class WorkbookWriter : ITableWriter
{
    /// <summary>What spreadsheet programs have room for.</summary>
    private const int MaxRows = 1_048_576, MaxText = 32_767;

    /// <summary>So many digits of a number they keep.</summary>
    private const int MaxDigits = 15;

    private readonly Spreadsheet _workbook;
    private int _rows;

    private WorkbookWriter(Spreadsheet workbook) => _workbook = workbook;

    /// <summary>Begins a workbook.</summary>
    /// <param name="output">Where to; it is left open.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<WorkbookWriter> CreateAsync(Stream output, CancellationToken cancellation)
    {
        var workbook = await Spreadsheet.CreateNewAsync(output, new SpreadCheetahOptions { PreserveStringWhitespace = true }, cancellation);
        await workbook.StartWorksheetAsync("Samples", new WorksheetOptions { FrozenRows = 1 }, cancellation);
        return new WorkbookWriter(workbook);
    }

    public async Task WriteAsync(IReadOnlyList<TableCell> cells, CancellationToken cancellation)
    {
        if (++_rows > MaxRows)
            throw new FailureException(ExitCodes.Error, $"A workbook has no room for more than {MaxRows} rows. Use .tsv or .csv.");
        DataCell[] row = [.. cells.Select(Write)];
        await _workbook.AddRowAsync(row, cancellation);
    }

    public async Task FinishAsync(CancellationToken cancellation) => await _workbook.FinishAsync(cancellation);

    public ValueTask DisposeAsync() => _workbook.DisposeAsync();

    private DataCell Write(TableCell cell, int column) => cell.Kind switch
    {
        JsonValueKind.Null => default,
        JsonValueKind.True => new DataCell(true),
        JsonValueKind.False => new DataCell(false),
        // A number that would lose digits is kept as a text.
        JsonValueKind.Number when cell.Text.Count(char.IsAsciiDigit) <= MaxDigits && double.Parse(cell.Text, CultureInfo.InvariantCulture) is var number && double.IsFinite(number) =>
            new DataCell(number),
        _ => new DataCell(Escape(cell.Text.Length <= MaxText
            ? cell.Text
            : throw new FailureException(ExitCodes.Error, $"row {_rows}, column {column + 1}: a cell of a workbook has no room for more than {MaxText} characters. Use .tsv or .csv."))),
    };

    /// <summary>Writes out what XML cannot have or would change, in the way of this format, and what looks like being written out so.</summary>
    private static string Escape(string text) => Unfit().Replace(text, static match => string.Create(CultureInfo.InvariantCulture, $"_x{(int)match.Value[0]:X4}_"));

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)|[\\u0000-\\u0008\\u000B-\\u001F\\uFFFE\\uFFFF]", RegexOptions.CultureInvariant)]
    private static partial Regex Unfit();
}
