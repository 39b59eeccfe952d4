using System.Globalization;
using System.Text;
using ExcelDataReader;

namespace SampleService.Cli;

/// <summary>A sheet of a workbook.</summary>
internal sealed class WorkbookReader : ITableReader
{
    /// <summary>More faults than are ever shown.</summary>
    private const int MaxErrors = 1000;

    private readonly InputContent _content;
    private readonly string _sheet;
    private readonly IReadOnlyDictionary<(int Row, int Column), string> _errors;

    /// <param name="content">The workbook.</param>
    /// <param name="sheet">The name of the sheet; null for the first one.</param>
    /// <exception cref="FailureException">It is no workbook, is too much, or has no such sheet.</exception>
    public WorkbookReader(InputContent content, string? sheet)
    {
        _content = content;
        Encoding.RegisterProvider(OldWorkbookEncoding.Instance);
        WorkbookGuard.Check(content.Name, content.Open());
        _sheet = Try(() => FindSheet(sheet));
        _errors = Try(() => WorkbookErrors.Find(content.Open(), _sheet, MaxErrors));
    }

    public IEnumerable<TableRow> Read()
    {
        using var sheets = Try(OpenSheet);
        for (var row = 0; Try(sheets.Read); row++)
        {
            var cells = new string[sheets.FieldCount];
            var faults = new List<(int, string)>();
            for (var column = 0; column < cells.Length; column++)
            {
                cells[column] = TextOf(Try(() => sheets.GetValue(column)));
                if (_errors.TryGetValue((row, column), out var error))
                    faults.Add((column, $"the cell has the error {error}"));
            }

            yield return new TableRow(row + 1, cells, faults);
        }
    }

    /// <summary>The value of a cell as text: numbers as JSON has them, dates and times as ISO 8601 has them.</summary>
    public static string TextOf(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        TimeSpan length => string.Create(CultureInfo.InvariantCulture, $"{(length < TimeSpan.Zero ? "-" : "")}{(long)length.Duration().TotalHours:00}:{length:mm\\:ss}"),
        // A time of day is a day of none.
        DateTime { Year: < 1900 } time => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        DateTime moment when moment.TimeOfDay == TimeSpan.Zero => moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private IExcelDataReader Open() => ExcelReaderFactory.CreateOpenXmlReader(_content.Open(), new ExcelReaderConfiguration { LeaveOpen = true });

    private IExcelDataReader OpenSheet()
    {
        var sheets = Open();
        while (sheets.Name != _sheet)
            sheets.NextResult();
        return sheets;
    }

    private string FindSheet(string? asked)
    {
        using var sheets = Open();
        var names = new List<string>();
        do
        {
            names.Add(sheets.Name);
        }
        while (sheets.NextResult());
        if (asked is null)
            return names[0];
        return names.Contains(asked)
            ? asked
            : throw new FailureException(ExitCodes.Error, $"{_content.Name} has no sheet {asked}. It has: {string.Join(", ", names)}.");
    }

    /// <summary>Whatever somebody else's parser throws on what is no workbook, it is the workbook that is wrong.</summary>
    private T Try<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not (FailureException or OutOfMemoryException))
        {
            throw new FailureException(ExitCodes.Error, $"{_content.Name} is no .xlsx workbook that can be read: {e.Message}.");
        }
    }
}
