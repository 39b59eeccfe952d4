using System.Text.Json;

namespace SampleService.Cli;

/// <summary>Writes a table with tabs or commas between its cells.</summary>
/// <param name="output">Where to; it is left open.</param>
/// <param name="delimiter">What stands between cells.</param>
/// <param name="isShown">Whether people look at it, on a terminal that a text must not steer.</param>
internal sealed class DelimitedWriter(TextWriter output, char delimiter, bool isShown = false) : ITableWriter
{
    private readonly char[] _quoted = [delimiter, '"', '\r', '\n'];

    public async Task WriteAsync(IReadOnlyList<TableCell> cells, CancellationToken cancellation) =>
        await output.WriteAsync($"{string.Join(delimiter, cells.Select(Write))}\n".AsMemory(), cancellation);

    public Task FinishAsync(CancellationToken cancellation) => output.FlushAsync(cancellation);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private string Write(TableCell cell)
    {
        var text = cell.Kind == JsonValueKind.String ? SpreadsheetText.Write(cell.Text) : cell.Text;
        if (isShown)
            text = SafeText.Escape(text);
        return text.AsSpan().ContainsAny(_quoted) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
