using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SampleService.Cli;

/// <summary>
/// Keeps the rows that failed in a file, to be mended and sent again. As lines it has the operations that were not done, with the samples that were
/// saved by their ids. As a table it has the rows of which nothing was done; of one that is done in part the table could not tell which part.
/// </summary>
internal sealed class FailedRows : IAsyncDisposable
{
    private const int MaxTold = 20;

    private readonly OutputFile _file;
    private readonly string _path;
    private readonly ITableWriter? _table;
    private readonly StreamWriter? _text;
    private readonly bool _isCheck;
    private readonly List<int> _left = [];
    private IReadOnlyList<string>? _header;
    private int _written;

    private FailedRows(string path, OutputFile file, ITableWriter? table, StreamWriter? text, bool isCheck) =>
        (_path, _file, _table, _text, _isCheck) = (path, file, table, text, isCheck);

    /// <summary>Begins the file.</summary>
    /// <param name="path">Its place. What is there is replaced, since a run that goes on tells all failures again.</param>
    /// <param name="header">The names of the columns; null where the input is no table.</param>
    /// <param name="isCheck">Whether nothing is written to the service.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="FailureException">It cannot be of the form that its name asks for.</exception>
    public static async Task<FailedRows> CreateAsync(string path, IReadOnlyList<string>? header, bool isCheck, CancellationToken cancellation)
    {
        var form = TableForms.Find(null, path) ?? (header is null ? TableForm.JsonLines : TableForm.Tsv);
        if (header is null && form != TableForm.JsonLines)
            throw new FailureException(ExitCodes.Error, $"{path} would be a table, and lines of JSON are none. --failed takes a name that ends with .jsonl.");
        var file = new OutputFile(path, replaces: true);
        var text = form == TableForm.Xlsx ? null : new StreamWriter(file.Content, leaveOpen: true);
        ITableWriter? table = form switch
        {
            TableForm.Xlsx => await WorkbookWriter.CreateAsync(file.Content, cancellation),
            TableForm.JsonLines => null,
            _ => new DelimitedWriter(text!, TableForms.DelimiterOf(form)),
        };
        return new FailedRows(path, file, table, text, isCheck) { _header = header };
    }

    /// <summary>Takes what became of a row.</summary>
    public async Task AddAsync(RowOutcome outcome, CancellationToken cancellation)
    {
        if (!outcome.IsFailed)
            return;
        if (_table is null)
            await _text!.WriteAsync($"{LineOf(outcome)}\n".AsMemory(), cancellation);
        else if (outcome.IsDoneInPart && !_isCheck)
        {
            _left.Add(outcome.Row.Number);
            return;
        }
        else
        {
            if (_written == 0)
                await _table.WriteAsync([.. _header!.Select(TableCell.OfText)], cancellation);
            await _table.WriteAsync([.. outcome.Row.Cells!.Select(TableCell.OfText)], cancellation);
        }

        _written++;
    }

    /// <summary>Puts the file in its place, if there is something in it, and tells people about it.</summary>
    public async Task FinishAsync(Presenter presenter)
    {
        if (_written > 0)
        {
            if (_table is not null)
                await _table.FinishAsync(CancellationToken.None);
            if (_text is not null)
                await _text.FlushAsync();
            _file.Finish();
            presenter.Say($"{_path} has {_written} of them.");
        }

        if (_left.Count > 0)
            presenter.Say(
                $"Done in part: row {string.Join(", ", _left.Take(MaxTold).Select(row => row.ToString(CultureInfo.InvariantCulture)))}{(_left.Count > MaxTold ? " and more" : "")}. "
                + "The same command with --failed and a name that ends with .jsonl does nothing again, and gives what is left of them.");
    }

    public async ValueTask DisposeAsync()
    {
        if (_table is not null)
            await _table.DisposeAsync();
        if (_text is not null)
            await _text.DisposeAsync();
        _file.Dispose();
    }

    /// <summary>The operations that are left, on a line.</summary>
    private string LineOf(RowOutcome outcome)
    {
        var operations = outcome.Row.Operations;
        int[] left = [.. Enumerable.Range(0, operations.Count).Where(i => _isCheck || !outcome.IsDone(i))];
        var line = new JsonArray();
        foreach (var i in left)
        {
            var operation = operations[i].Json.DeepClone().AsObject();
            foreach (var (holder, number) in References.In(operation))
                if (Array.IndexOf(left, number) is >= 0 and var place)
                    References.Set(holder, place);
                else if (Cells.Find(outcome.Results[number], "result") is { ValueKind: JsonValueKind.Object } saved && Cells.Find(saved, "version").TryGetInt64(out var version))
                    References.Set(holder, Cells.Member(saved, "id"), version);
            line.Add((JsonNode?)operation);
        }

        return System.Text.Encoding.UTF8.GetString(JsonInput.Write(line.Count == 1 ? line[0]! : line));
    }
}
